from __future__ import annotations

from collections.abc import Iterator

from django.core.serializers import json

from cms.serialization.encoder import ExactEncoder
from cms.serialization.references import BareKeysOfWhatIsGone
from cms.serialization.relations import WholeObject, whole


class Serializer(BareKeysOfWhatIsGone, json.Serializer):
    def _init_options(self) -> None:
        super()._init_options()
        self.json_kwargs["cls"] = ExactEncoder


class Deserializer(json.Deserializer):
    def __iter__(self) -> Iterator[WholeObject]:
        return whole(super().__iter__(), self.using)
