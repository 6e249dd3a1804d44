from __future__ import annotations

from collections.abc import Iterator

from django.core.serializers import json

from cms.serialization.relations import WholeObject, whole

Serializer = json.Serializer


class Deserializer(json.Deserializer):
    def __iter__(self) -> Iterator[WholeObject]:
        return whole(super().__iter__())
