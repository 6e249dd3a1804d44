from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class NotFitToPublish(ValidationError):  # noqa: N818  (a refusal, as Django's own)
    """What keeps an object from going live, by field, stream and relation.

    :param instance: the object.
    """

    def __init__(self, faults: dict[str, Any], instance: models.Model) -> None:
        super().__init__(faults)
        self.instance = instance
