from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers import python
from django.db.models import ForeignKey, Model


class BareKeysOfWhatIsGone(python.Serializer):
    """Writes the key itself where natural keys are wanted of what was deleted: logs outlast their pages and users.

    Deserializers read either.
    """

    def handle_fk_field(self, obj: Model, field: ForeignKey[Any, Any]) -> None:
        try:
            super().handle_fk_field(obj, field)
        except ObjectDoesNotExist:
            self._current[field.name] = self._value_from_field(obj, field)
