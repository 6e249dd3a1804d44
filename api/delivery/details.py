"""One object, by id or by path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db.models import Model

from .. import problems
from ..builds.building import build
from ..builds.fingerprint import fingerprint
from ..builds.sources import source_for
from ..dependencies.keys import Key, key_of
from ..represent.references import get_references
from ..snapshots import memory, store
from ..snapshots.build import address_of
from ..snapshots.bypass import store_is_used
from ..snapshots.clock import now_ms
from ..snapshots.store import IDENTITY, Stored
from ..snapshots.surrogate_keys import LISTINGS, surrogate_keys
from ..throttling import count_work
from .answers import Answer, known_etag, preferred_coding
from .forms import Form, write, write_live
from .overtaken import content_version, unless_overtaken
from .queries import Query
from .remembered import recorded
from .selection import Choice, parse
from .unstored import unstored_members

# Approximate memory use beside the bytes themselves.
_TAG_SIZE = 500
_FACTS_SIZE = 2_000


def find_stored(query: Query, *, pk: Any = None, html_path: str = "", coding: str | None = None) -> list[Stored]:
    """The snapshots that may answer a request, in one query; empty if the object has to be looked up or built.

    :param coding: the content encoding of the bytes; by default one that the client accepts, and none if it already has
        them.
    """
    model = query.endpoint.get_snapshot_model()
    if model is None or not store_is_used():
        return []
    request = query.request._request
    meta = request.META
    lookup = (key_of(model, pk), "") if pk is not None else (None, address_of(html_path))
    if "fields" not in request.GET and coding is None and query.form.is_stored:
        found = _read_whole(lookup, preferred_coding(meta.get("HTTP_ACCEPT_ENCODING", "")), known_etag(meta))
    else:
        known_tag = memory.parts.get(_request_name(query)) or ""
        found = store.read(*lookup, known_tag=known_tag, rich_text=not query.form.is_stored)
    current = fingerprint(request)
    return [stored for stored in found if stored.is_fresh(current)]


def answer_from_store(query: Query, stored: Stored) -> Answer | None:
    """The response from a snapshot, or from a part of it; None if serializers have to run."""
    model = model_named(stored.model)
    choice = query.choice(model, "detail")
    if choice.is_whole and query.form.is_stored:
        return Answer.of_stored(stored)
    if choice.unstored and choice.is_stored:
        return _merged(query, choice, stored, model)
    return _part(query, choice, stored, model) if choice.is_stored else None


def make_answer(query: Query, instance: Model) -> Answer:
    """Build the response for a public object, and store it if possible.

    :raises NotFound: if it is no longer public.
    """
    source = source_for(type(instance)) if query.endpoint.get_snapshot_model() is not None and store_is_used() else None
    choice = query.choice(type(instance), "detail")
    if source is None or not choice.is_stored:
        return live_answer(query, instance, choice.max_age)
    made = build(source, instance.pk, query.request)
    if made.body is None:
        raise problems.NotFound
    stored = store.save(made)
    if choice.unstored:
        document, keys = parse(made.body, made.rich_text), surrogate_keys(made.keys)
        answer = _with_unstored(query, choice, document, (type(instance), instance.pk), made.expires_at, keys)
        if answer is None:
            raise problems.NotFound
        return answer._replace(is_passing=True) if not stored else unless_overtaken(answer, made.version)
    facts = {
        "modified_at": _stored_moment(made.key) if stored else None,
        "expires_at": made.expires_at,
        "surrogate_keys": surrogate_keys(made.keys),
        "is_passing": not stored,
    }
    if choice.is_whole and query.form.is_stored:
        return Answer.of(made.body, **facts)
    body = _chosen(query, choice, parse(made.body, made.rich_text), type(instance))
    return Answer.of(body, **facts, content_type=query.form.content_type)


def live_answer(query: Query, instance: Model, max_age: int | None = None) -> Answer:
    """The response for an object, from the serializers alone.

    :param max_age: seconds for which caches may store it at most.
    :raises Throttled: if too many responses were computed for this client.
    """
    count_work(query.request)
    version = content_version()
    answer = recorded(lambda: _write_live(query, instance))
    return unless_overtaken(answer._replace(content_type=query.form.content_type, max_age=max_age), version)


def _write_live(query: Query, instance: Model) -> bytes:
    document = query.represent([instance], type(instance), "detail")[0]
    language = ""
    if query.form is Form.TEXT:
        language = get_references(query.context).sites.locale_codes[instance.locale_id]
    return write_live(document, query.form, type(instance), language)


def _read_whole(lookup: tuple[Key | None, str], coding: str, known_tag: str) -> list[Stored]:
    """The snapshots of an object, or at a path, with their bytes. The database sends bytes only if they differ from
    those that this process has read before.

    :param known_tag: the tag of the bytes that the client already has.
    """
    name = (*lookup, coding)
    remembered: Stored | None = memory.bodies.get(name)
    found = store.read(*lookup, coding=coding, known_tag=remembered.tag if remembered is not None else known_tag)
    for position, stored in enumerate(found):
        if stored.body is not None:
            memory.bodies.put(name, stored, len(stored.body) + len(stored.surrogate_keys) + _FACTS_SIZE)
        elif remembered is not None and stored.tag == remembered.tag:
            found[position] = stored._replace(body=remembered.body, coding=remembered.coding)
    return found


def _part(query: Query, choice: Choice, stored: Stored, model: type[Model]) -> Answer | None:
    """A part of a snapshot, or all of it in another format; cached by the hash of the source bytes."""
    name = ("detail", stored.tag, choice, query.form)
    remembered = memory.parts.get(name)
    if remembered is None:
        # Either the part was cached when the snapshot was read, and has been evicted since; or the whole seemed to be
        # wanted and is not: a project with one language sends no ``locale``.
        if stored.body is None or stored.coding != IDENTITY:
            again = _read_again(query, stored, model)
            if again is None:
                return None
            stored = again
        body = _chosen(query, choice, parse(stored.body or b"", stored.rich_text), model)
        remembered = Answer.of(body, content_type=query.form.content_type)
        memory.parts.put(name, remembered, remembered.size)
    memory.parts.put(_request_name(query), stored.tag, _TAG_SIZE)
    facts = {"bodies": remembered.bodies, "etag": remembered.etag, "content_type": remembered.content_type}
    return Answer.of_stored(stored)._replace(**facts)


def _merged(query: Query, choice: Choice, stored: Stored, model: type[Model]) -> Answer | None:
    """The selected part of a snapshot merged with the unstored fields; None if either no longer exists."""
    whole = stored if stored.coding == IDENTITY and stored.body is not None else _read_again(query, stored, model)
    if whole is None:
        return None
    document = parse(whole.body or b"", whole.rich_text)
    keys = stored.surrogate_keys
    answer = _with_unstored(query, choice, document, (model, stored.pk), stored.expires_at, keys)
    return unless_overtaken(answer, stored.version) if answer is not None else None


def _with_unstored(
    query: Query,
    choice: Choice,
    document: dict[str, Any],
    key: tuple[type[Model], Any],
    expires_at: int | None,
    keys: str,
) -> Answer | None:
    model, pk = key
    members = unstored_members(query, choice, model, [pk], "detail")
    if str(pk) not in members.by_pk:
        return None
    return Answer.of(
        _chosen(query, choice, document, model, members.by_pk[str(pk)]),
        expires_at=min((moment for moment in (expires_at, members.expires_at) if moment), default=None),
        # Unstored fields may show anything.
        surrogate_keys=f"{keys} {LISTINGS}",
        content_type=query.form.content_type,
        max_age=choice.max_age,
    )


def _read_again(query: Query, stored: Stored, model: type[Model]) -> Stored | None:
    """Read the same snapshot again with its unencoded bytes; None if it has changed."""
    again = store.read(key=key_of(model, stored.pk), rich_text=not query.form.is_stored)
    return again[0] if again and again[0].tag == stored.tag and again[0].body is not None else None


def _chosen(
    query: Query,
    choice: Choice,
    document: dict[str, Any],
    model: type[Model],
    row: Mapping[str, Any] = MappingProxyType({}),
) -> bytes:
    """The selected part of a whole document in the requested format; ``row`` holds what the document lacks."""
    language = document.get("meta", {}).get("locale", "")
    return write(choice.apply(document, row), query.form, model, language)


def _request_name(query: Query) -> tuple:
    """The key under which the tag of the snapshot that answered this request is cached: while the tag is the same, the
    bytes need not be read again.
    """
    return ("request", query.name, query.form)


def _stored_moment(key: Any) -> int | None:
    found = store.read(key=key)
    return found[0].modified_at if found else now_ms()


@cache
def model_named(label: str) -> type[Model]:
    return apps.get_model(label)
