"""Many objects: the database selects them, their snapshots provide the JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from django.db.models import Min, Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import DraftStateMixin

from ..builds.building import build, neutral
from ..builds.fingerprint import fingerprint
from ..builds.sources import source_for, sources
from ..contract.pagination import ListingPage
from ..rendering import CompactJSONRenderer
from ..snapshots import memory, store
from ..snapshots.bypass import store_is_used
from ..snapshots.clock import now_ms, to_ms
from ..snapshots.store import Bytes, Entry
from ..snapshots.surrogate_keys import EVERYTHING, LISTINGS
from .answers import Answer
from .forms import write, write_live
from .queries import Query
from .remembered import remembered
from .selection import Choice, parse
from .unstored import unstored_members

# Parameters whose results do not depend on the content alone, or whose index may lag behind it.
_NEVER_REMEMBERED = {"search"}


def listing_answer(
    query: Query, find: Callable[[], ListingPage], finish: Callable[[Mapping[str, bytes]], Iterable[bytes]]
) -> Answer:
    """The requested listing: cached for this version of the content, or new.

    :param find: returns the objects; called if nothing is cached.
    :param finish: takes the items by primary key as text, and returns them as they are sent.
    """
    make = partial(_make, query, find, finish)
    may_be_kept = _may_be_kept(query.request.META.get("QUERY_STRING", ""))
    return remembered(memory.answers, query.name, query.request, make, may_be_kept=may_be_kept)


@lru_cache(maxsize=512)
def _may_be_kept(query: str) -> bool:
    parameters = QueryDict(query)
    return not (_NEVER_REMEMBERED & parameters.keys() or "random" in parameters.get("order", ""))


def _make(
    query: Query,
    find: Callable[[], ListingPage],
    finish: Callable[[Mapping[str, bytes]], Iterable[bytes]],
    version: int | None,
) -> Answer:
    began = now_ms()
    page = find()
    choice = query.choice(page.model, "listing")
    if choice.is_stored and store_is_used():
        items, expiries = _stored_items(query, choice, page.model, page.rows(query.endpoint.row_fields))
    else:
        items, expiries = _live_items(query, page.model, page.objects()), []
    finished = b",".join(finish(items))
    body = b'{"meta":%s,"items":[%s]}' % (CompactJSONRenderer().render(page.meta), finished)
    return Answer.of(
        body,
        modified_at=None if choice.unstored else began,
        max_age=choice.max_age,
        expires_at=min([*expiries, *next_expiry(version)], default=None),
        surrogate_keys=f"{EVERYTHING} {LISTINGS}",
    )


def _live_items(query: Query, model: type[Model], objects: Sequence[Model]) -> dict[str, bytes]:
    with neutral():
        documents = query.represent(objects, model, "listing")
        written = [write_live(document, query.form, model) for document in documents]
    return {str(each.pk): item for each, item in zip(objects, written, strict=True)}


def _stored_items(
    query: Query, choice: Choice, model: type[Model], rows: Sequence[Any]
) -> tuple[dict[str, bytes], list[int]]:
    """The selected parts of the rows' snapshots, by primary key, and when they expire."""
    pks = [str(row["pk"]) for row in rows]
    form, trees = query.form, not query.form.is_stored
    entries = store.fresh_entries(model, pks, fingerprint(query.request), rich_text=trees)
    made = _make_missing(query, model, [pk for pk in pks if pk not in entries])
    entries |= {pk: entry for pk, (entry, _) in made.items()}
    own = {str(row["pk"]): _own_fields(query, model, row) for row in rows}
    expiries = [entry.expires_at for entry in entries.values() if entry.expires_at is not None]
    if choice.unstored:
        members = unstored_members(query, choice, model, pks, "listing")
        own = {pk: {**members.by_pk[pk], **own[pk]} for pk in pks if pk in members.by_pk}
        pks = list(own)
        expiries += [] if members.expires_at is None else [members.expires_at]
    plain = {pk: entry for pk, entry in entries.items() if not own.get(pk)}
    found = {pk: memory.parts.get(("item", entry.tag, choice, form)) for pk, entry in plain.items()}
    bodies = {pk: content for pk, (_, content) in made.items()}
    unread = [pk for pk in pks if pk in entries and found.get(pk) is None and pk not in bodies]
    bodies |= store.bodies(model, unread, rich_text=trees) if unread else {}
    items = {}
    for pk in pks:
        item = found.get(pk)
        if item is None and pk in bodies:
            read = bodies[pk]
            item = write(choice.apply(parse(read.body, read.rich_text), own[pk]), form)
            if not own[pk]:
                memory.parts.put(("item", read.tag, choice, form), item, len(item) + 300)
        if item is not None:
            items[pk] = item
    return items, expiries


def _own_fields(query: Query, model: type[Model], row: dict[str, Any]) -> dict[str, Any]:
    """The fields that depend on this request, such as a distance: neither stored nor cached."""
    endpoint = query.endpoint
    return {name: endpoint.represent_row_field(model, name, row[name]) for name in endpoint.row_fields if name in row}


def _make_missing(query: Query, model: type[Model], pks: list[str]) -> dict[str, tuple[Entry, Bytes]]:
    source = source_for(model)
    made = {}
    for pk in pks:
        built = build(source, pk, query.request) if source is not None else None
        if built is not None and built.body is not None:
            store.save(built)
            trees = None if query.form.is_stored else built.rich_text
            entry = Entry(pk, built.etag, built.made_at, built.expires_at, built.rich_text_etag if trees else "")
            made[pk] = (entry, Bytes(entry.tag, built.body, trees))
    return made


def next_expiry(version: int | None) -> list[int]:
    """When the next of the served objects expires, as a list of at most one timestamp."""
    moment = memory.answers.get(version, "expiry")
    if moment is None or 0 < moment <= now_ms():
        moment = _soonest_expiry()
        memory.answers.put(version, "expiry", moment)
    return [moment] if moment else []


def _soonest_expiry() -> int:
    """In milliseconds since 1970; 0 if nothing expires."""
    models = (source.get_snapshot_model() for source in sources())
    found = (_first_expiry(model._default_manager.all()) for model in models if _can_expire(model))
    return min((moment for moment in found if moment is not None), default=0)


def _can_expire(model: type[Model] | None) -> bool:
    return model is not None and issubclass(model, DraftStateMixin)


def _first_expiry(queryset: QuerySet) -> int | None:
    soonest = queryset.filter(live=True, expire_at__gt=timezone.now()).aggregate(soonest=Min("expire_at"))["soonest"]
    return None if soonest is None else to_ms(soonest)
