"""Parts of stored documents: the same bytes as the serializers return for the same ``fields``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Model
from taggit.managers import TaggableManager

from ..builds.sources import source_for
from ..contract.configuration import ObjectConfiguration
from ..contract.field_selection import SelectedField
from ..contract.selection import Selection, select
from ..contract.serializer_classes import serializer_class
from ..contract.serializers import select_part
from ..model_fields import model_field
from ..represent.rich_text.trees import put_back


@dataclass(frozen=True)
class Choice:
    """Which members of an object's stored document a response has.

    ``is_whole``: all of them, as stored. ``is_stored``: all can be taken from the store, except the ``unstored`` ones,
    which depend on the time or the request; if false, serializers have to run. ``max_age``: the seconds for which the
    unstored ones let caches store the response; None if there are none.
    """

    selection: Selection
    meta_fields: frozenset[str]
    is_whole: bool
    is_stored: bool
    unstored: tuple[str, ...] = ()
    max_age: int | None = None

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> tuple:
        return (self.selection.names, tuple(sorted(self.selection.nested.items())), self.meta_fields)

    def apply(self, document: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
        """The selected members of ``document``, with those of ``row``, which depend on this request."""
        meta = {**document.get("meta", {}), **row.get("meta", {})}
        all_members = {**document, **row}
        chosen_meta: dict[str, Any] = {}
        body: dict[str, Any] = {}
        for name in self.selection.names:
            source, target = (meta, chosen_meta) if name in self.meta_fields else (all_members, body)
            if name not in source:
                continue
            value = source[name]
            chosen = self.selection.nested.get(name)
            target[name] = select_part(chosen, value) if chosen and value is not None else value
        first = {"id": body.pop("id")} if "id" in body else {}
        return {**first, **({"meta": chosen_meta} if chosen_meta else {}), **body}


@lru_cache(maxsize=512)
def choose(
    endpoint: type[ObjectConfiguration], model: type[Model], fields: tuple[SelectedField, ...], level: str, i18n: bool
) -> Choice:
    """What a request selects of the objects of ``model``.

    :param i18n: whether the project has several languages; decides which fields are sent by default.
    :raises UnknownField: if a selected field does not exist.
    :raises InvalidParameter: if members are selected of a field that has none.
    """
    serializer_class(endpoint, model, fields, level)
    available = endpoint.get_fields_at(model, level)
    selection = select(fields, available, endpoint.get_default_fields(model, level))
    source: Any = source_for(model)
    rows = set(endpoint.row_fields)
    of_request = endpoint.get_unstored_fields(model)
    unstored = tuple(name for name in selection.names if name in of_request)
    max_age = min((of_request[name].max_age for name in unstored), default=None)
    if source is None or not _makes_the_same(endpoint, source, model):
        return Choice(selection, frozenset(), is_whole=False, is_stored=False, unstored=unstored, max_age=max_age)
    left_out = source.get_unstored_fields(model)
    kept = [name for name in source.get_available_fields(model) if name not in left_out]
    stored = set(kept) | rows | set(unstored)
    is_stored = stored >= set(selection.names) and not any(
        _needs_serializer(endpoint, model, name) for name in selection.nested
    )
    is_whole = not selection.nested and [name for name in selection.names if name not in rows] == kept
    meta_fields = frozenset(endpoint.get_meta_fields_names(model))
    return Choice(selection, meta_fields, is_whole=is_whole, is_stored=is_stored, unstored=unstored, max_age=max_age)


def parse(body: bytes, rich_text: bytes | None = None) -> dict[str, Any]:
    """A stored document; with ``rich_text``, which is stored beside it, its rich text has its trees."""
    return put_back(json.loads(body), rich_text)


def _makes_the_same(endpoint: type[ObjectConfiguration], source: type[ObjectConfiguration], model: type[Model]) -> bool:
    """Whether an endpoint's serializers return the same as those of the endpoint that builds the snapshots."""
    if endpoint is source:
        return True
    if not issubclass(endpoint, source) or endpoint.base_serializer_class is not source.base_serializer_class:
        return False
    own, stored = (each.get_field_serializer_overrides(model) for each in (endpoint, source))
    of_request = {*endpoint.row_fields, *endpoint.get_unstored_fields(model)}
    return all(own[name] is stored.get(name) for name in own.keys() - of_request)


def _needs_serializer(endpoint: type[ObjectConfiguration], model: type[Model], name: str) -> bool:
    """Whether selected members of a field, such as those of a related object, may be missing in the stored document."""
    if name in endpoint.get_field_serializer_overrides(model):
        return False
    field = model_field(model, name)
    return field is not None and bool(field.is_relation) and not isinstance(field, TaggableManager)
