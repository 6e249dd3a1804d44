"""Fields that depend on the time or the request, which are never stored: computed for each response."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Model

from ..builds.building import neutral
from ..contract.field_selection import NONE, SelectedField
from ..dependencies.recording import record
from ..rendering import CompactJSONRenderer
from ..represent.rich_text.trees import put_back, take_down
from ..snapshots.clock import to_ms
from ..visibility import public
from .queries import Query
from .selection import Choice


class UnstoredMembers(NamedTuple):
    """What to add to each object's document, by primary key as text; nothing for objects that are no longer public.

    :param expires_at: when something in it expires, in milliseconds since 1970.
    """

    by_pk: dict[str, dict[str, Any]]
    expires_at: int | None


def unstored_members(
    query: Query, choice: Choice, model: type[Model], pks: Sequence[Any], level: str
) -> UnstoredMembers:
    """The unstored members of ``choice``, of the objects with these primary keys."""
    nested = choice.selection.nested
    fields = (SelectedField(NONE), *(SelectedField(name, nested=nested.get(name, ())) for name in choice.unstored))
    with neutral(), record() as recording:
        objects = list(public(model._default_manager.filter(pk__in=pks)))
        documents = query.represent(objects, model, level, fields)
    by_pk = {str(each.pk): _as_stored(document) for each, document in zip(objects, documents, strict=True)}
    return UnstoredMembers(by_pk, None if recording.expires_at is None else to_ms(recording.expires_at))


def _as_stored(document: dict[str, Any]) -> dict[str, Any]:
    return put_back(json.loads(CompactJSONRenderer().render(document)), take_down(document))
