"""The endpoints that can build snapshots, each for the objects of its model."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Model, QuerySet

from ..router import router


class Source(Protocol):
    """What building snapshots needs to know of an endpoint."""

    @classmethod
    def get_snapshot_model(cls) -> Any:
        """The model whose objects have snapshots; None if the endpoint has none."""

    @classmethod
    def get_snapshot_queryset(cls) -> QuerySet:
        """The public objects."""

    @classmethod
    def get_snapshot_object(cls, pk: Any) -> Model | None:
        """The public object with this primary key, as its specific type."""

    @classmethod
    def represent_snapshot(cls, instance: Model, context: dict[str, Any]) -> dict[str, Any]:
        """The whole document of the object."""


def sources() -> list[type[Source]]:
    """The endpoints whose objects have snapshots, one for each model: the first that serves it."""
    by_model: dict[type[Model], Any] = {}
    for viewset in router.endpoints.values():
        model = viewset.get_snapshot_model() if hasattr(viewset, "get_snapshot_model") else None
        if model is not None and not any(issubclass(model, known) for known in by_model):
            by_model[model] = viewset
    return list(by_model.values())


def source_for(model: type[Model]) -> type[Source] | None:
    """The endpoint that makes the snapshots of ``model``."""
    for source in sources():
        served = source.get_snapshot_model()
        if served is not None and issubclass(model, served):
            return source
    return None
