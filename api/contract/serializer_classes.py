from __future__ import annotations

from typing import Any

from django.db.models import Model
from taggit.managers import TaggableManager

from ..model_fields import is_child_relation, model_field
from ..problems import InvalidParameter
from ..router import router
from .configuration import ObjectConfiguration
from .field_selection import ALL, NONE, SelectedField
from .selection import Selection, select
from .serializers import ObjectSerializer, PartField


def serializer_class(
    endpoint: type[ObjectConfiguration],
    model: type[Model],
    fields: tuple[SelectedField, ...],
    level: str = "detail",
) -> type[ObjectSerializer]:
    """The serializer of ``model`` for a selection of fields.

    :param level: ``"detail"``, ``"listing"`` or ``"nested"``: decides which fields are sent by default.
    :raises UnknownField: if a selected field does not exist.
    :raises InvalidParameter: if members are selected of a field that has none.
    """
    selection = select(fields, endpoint.get_fields_at(model, level), endpoint.get_default_fields(model, level))
    overrides = endpoint.get_field_serializer_overrides(model)
    attributes: dict[str, Any] = {name: overrides[name] for name in selection.names if name in overrides}
    nested: dict[str, type[ObjectSerializer]] = {}
    for name in selection.names:
        _nest(endpoint, model, name, selection, attributes, nested)
    meta = type("Meta", (), {"model": model, "fields": list(selection.names)})
    return type(
        f"{model.__name__}Serializer",
        (endpoint.base_serializer_class,),
        {
            **attributes,
            "Meta": meta,
            "meta_fields": tuple(endpoint.get_meta_fields_names(model)),
            "nested_serializers": nested,
        },
    )


def _nest(
    endpoint: type[ObjectConfiguration],
    model: type[Model],
    name: str,
    selection: Selection,
    attributes: dict[str, Any],
    nested: dict[str, type[ObjectSerializer]],
) -> None:
    chosen = selection.nested.get(name, ())
    field = model_field(model, name)
    if name in attributes:
        if chosen:
            attributes[name] = PartField(attributes[name], chosen)
    elif field is not None and field.is_relation and not isinstance(field, TaggableManager):
        if name not in endpoint.base_serializer_class._declared_fields:
            nested[name] = _nested_serializer_class(field, chosen)
            return
    elif chosen:
        raise InvalidParameter(f"'{name}' does not support nested fields", parameter="fields")


def _nested_serializer_class(field: Any, chosen: tuple[SelectedField, ...]) -> type[ObjectSerializer]:
    if is_child_relation(field) and not (chosen and chosen[0].name in (ALL, NONE)):
        chosen = (SelectedField(ALL), *chosen)
    endpoint = router.endpoint_for(field.related_model)
    return serializer_class(
        endpoint[1] if endpoint else ObjectConfiguration, field.related_model, chosen, level="nested"
    )
