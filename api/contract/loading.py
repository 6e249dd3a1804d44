"""Prefetches everything that a set of objects shows, in a number of queries that does not grow with the set."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin

from ..model_fields import is_child_relation, model_field
from ..represent.faults import FATAL, report
from ..represent.references import References, get_references, is_translated_snippet, reference_keys
from ..represent.withholding import keys_to_check
from .serializers import NestedObjectField, NestedRowsField, ObjectSerializer

logger = logging.getLogger(__name__)

TREE_FIELDS = {"breadcrumbs", "parent"}


def load_for(serializer: ObjectSerializer, objects: Sequence[Model]) -> None:
    """Prefetch all that ``serializer`` needs to represent ``objects``, which are of one model."""
    if not objects:
        return
    model = serializer.Meta.model
    references = get_references(serializer.context)
    references.know(objects)
    names = _model_field_names(serializer, model)
    _load_deferred(objects, names)
    load_streams(objects, names)
    relations = [name for name in names if _is_to_many(model, name)]
    prefetch_related_objects(objects, *dict.fromkeys([*getattr(model, "api_prefetch_related", ()), *relations]))
    keys = {id(obj): list(reference_keys(obj, names)) for obj in objects}
    references.prime(key for obj_keys in keys.values() for key in obj_keys)
    if serializer.reads_freely:
        references.prime(key for obj in objects for key in keys_to_check(obj))
    if issubclass(model, Page):
        _load_translations(serializer, objects, keys)
        if TREE_FIELDS & serializer.fields.keys():
            references.prime_ancestors(objects)
    serializer.prime(objects)
    if hasattr(model, "api_prime") and _own_meta(serializer, model):
        _prime(model, objects, references)
    for field in serializer.fields.values():
        if isinstance(field, NestedObjectField | NestedRowsField):
            _load_nested(serializer, field, objects)


def _prime(model: Any, objects: Sequence[Model], references: References) -> None:
    """Let the model prefetch what its own fields show; if that fails, the fields load it one by one."""
    try:
        model.api_prime(objects, references)
    except FATAL:
        raise
    except Exception as fault:
        report(f"Loading what {model.__name__} shows", None, fault)


def _model_field_names(serializer: ObjectSerializer, model: type[Model]) -> list[str]:
    """The model fields that the selected fields read; all API fields if one of them is not a model field."""
    known = {"id", *serializer.meta_fields}
    names: list[str] = list(serializer.fields)
    chosen = [name for name in names if name not in known or model_field(model, name) is not None]
    if all(model_field(model, name) is not None for name in chosen) and not _own_meta(serializer, model):
        return chosen
    declared = [getattr(field, "name", field) for field in getattr(model, "api_fields", ())]
    declared += [getattr(field, "name", field) for field in getattr(model, "api_meta_fields", ())]
    return [name for name in dict.fromkeys([*chosen, *declared]) if model_field(model, name) is not None]


def _own_meta(serializer: ObjectSerializer, model: type[Model]) -> bool:
    own = {getattr(field, "name", field) for field in getattr(model, "api_meta_fields", ())}
    return bool(own & serializer.fields.keys())


def _load_deferred(objects: Sequence[Model], names: Iterable[str]) -> None:
    names = set(names)
    by_fields: dict[tuple[type[Model], frozenset[str]], list[Model]] = defaultdict(list)
    for obj in objects:
        if missing := frozenset(names & obj.get_deferred_fields()):
            by_fields[type(obj), missing].append(obj)
    for (model, missing), incomplete in by_fields.items():
        try:
            complete = model._default_manager.only("pk", *missing).in_bulk([obj.pk for obj in incomplete])
        except FATAL:
            raise
        except Exception:  # A field that cannot be read is reported when it is represented.
            logger.debug("Columns of %s are read one by one", model.__name__, exc_info=True)
            continue
        for obj in incomplete:
            for name in missing:
                setattr(obj, name, getattr(complete[obj.pk], name))


def load_streams(objects: Sequence[Model], names: Iterable[str]) -> None:
    """Parse the values of all streams together, so that each kind of chooser queries the database once."""
    for name in names:
        field = model_field(type(objects[0]), name)
        if not isinstance(field, StreamField):
            continue
        try:
            values = [list(getattr(obj, name).raw_data) for obj in objects]
            made = field.stream_block.bulk_to_python(values)
        except FATAL:
            raise
        except Exception:  # A field that cannot be read is reported when it is represented.
            logger.debug("Streams of %s are read one by one", type(objects[0]).__name__, exc_info=True)
            continue
        for obj, value in zip(objects, made, strict=True):
            setattr(obj, name, value)


def _load_translations(serializer: ObjectSerializer, pages: Sequence[Page], keys: dict[int, list]) -> None:
    references = get_references(serializer.context)
    links = []
    for page in pages:
        targets = (references.get(model, pk) for model, pk in keys[id(page)] if issubclass(model, TranslatableMixin))
        links += [(target, page) for target in targets if target and target.locale_id != page.locale_id]
    references.prime_translations(links)
    # Translations of snippets are sent whole; those of pages are only linked to.
    translated = [references.localized(target, page) for target, page in links if is_translated_snippet(target)]
    references.prime((type(obj), obj.pk) for obj in translated)


def _load_nested(
    serializer: ObjectSerializer, field: NestedObjectField | NestedRowsField, objects: Sequence[Model]
) -> None:
    references = get_references(serializer.context)
    values = [value for obj in objects if (value := field.get_attribute(obj)) is not None]
    if isinstance(field, NestedRowsField):
        nested = [row for value in values for row in field.objects(value)]
    else:
        nested = [obj for model, pk in values if (obj := references.get(model, pk)) is not None]
    unique = list({id(obj): obj for obj in nested}.values())
    load_for(field.serializer.bind_context(serializer.context), unique)


def _is_to_many(model: type[Model], name: str) -> bool:
    field = model_field(model, name)
    return is_child_relation(field) or bool(field.many_to_many)
