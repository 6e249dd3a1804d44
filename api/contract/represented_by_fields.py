from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from django.db.models import Model

from ..represent.references import get_references
from ..represent.representations import reference_meta
from .configuration import ObjectConfiguration
from .field_selection import NONE, SelectedField
from .serializer_classes import serializer_class
from .serializers import ObjectSerializer


class RepresentedByFields:
    """A base for models whose objects are represented by their ``api_fields`` wherever a response refers to them.

    >>> class Topic(RepresentedByFields, models.Model):
    ...     api_fields = ["name", "slug", "description"]
    ...     api_reference_fields = ["name", "slug"]

    References, the endpoint's listing and the API description all follow from these fields. A reference must not
    lead back to its own model, which a system check reports (``clinic_api.E012``): leave such fields out of
    ``api_reference_fields``.
    """

    #: Which of the ``api_fields`` a reference shows; None: all.
    api_reference_fields: ClassVar[Sequence[str] | None] = None

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """``id``, ``meta`` and the fields, in the order of ``api_fields``."""
        meta = reference_meta(self, context)  # type: ignore[arg-type]
        return {"id": self.pk, "meta": meta, **_fields_of(self, context)}


def reference_fields(model: type[Model]) -> list[str]:
    """The names of the fields in a reference to an object of ``model``."""
    own = [field.name for field in ObjectConfiguration.get_body_fields(model) if field.name != "id"]
    named = getattr(model, "api_reference_fields", None)
    offered = ObjectConfiguration.get_fields_at(model, "nested")
    return [name for name in own if name in offered and (named is None or name in named)]


def reference_serializer_class(model: type[Model]) -> type[ObjectSerializer]:
    """The serializer of a reference to an object of ``model``, without ``id`` and ``meta``."""
    return _serializer_class(model, tuple(reference_fields(model)))


@lru_cache(maxsize=256)
def _serializer_class(model: type[Model], names: tuple[str, ...]) -> type[ObjectSerializer]:
    chosen = (SelectedField(NONE), *(SelectedField(name) for name in names))
    return serializer_class(ObjectConfiguration, model, chosen, "nested")


def _fields_of(instance: Any, context: Mapping[str, Any] | None) -> dict[str, Any]:
    """One serializer for all objects of the model in the response."""
    model = type(instance)
    serializer = get_references(context).once(
        ("reference serializer", model), lambda: reference_serializer_class(model)(context={})
    )
    outer = serializer.context
    try:
        return serializer.bind_context(dict(context or {})).to_representation(instance)
    finally:
        serializer.bind_context(outer)
