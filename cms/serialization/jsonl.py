from __future__ import annotations

from collections.abc import Iterator

from django.core.serializers import jsonl

from cms.serialization.relations import WholeObject, whole

Serializer = jsonl.Serializer


class Deserializer(jsonl.Deserializer):
    def __iter__(self) -> Iterator[WholeObject]:
        return whole(super().__iter__())
