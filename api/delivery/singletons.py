"""Responses that each site has one of, such as its settings."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from rest_framework.request import Request

from .. import problems
from ..builds.building import build
from ..builds.fingerprint import fingerprint
from ..builds.sources import Source
from ..dependencies.keys import key_of
from ..snapshots import memory, store
from ..snapshots.bypass import store_is_used
from ..snapshots.store import IDENTITY, Stored
from ..snapshots.surrogate_keys import surrogate_keys
from .answers import Answer, known_etag, preferred_coding
from .forms import Form, form_of, write
from .selection import parse


class Part(NamedTuple):
    """A part of a stored document: what ``choose`` returns of it, cached by ``name``."""

    name: Hashable
    choose: Callable[[dict[str, Any]], Any]


def object_answer(
    source: type[Source], request: Request, find_pk: Callable[[], Any], part: Part | None = None
) -> Answer:
    """The document of the one object that a request is about.

    :param find_pk: returns its primary key, from the request and the content; cached for this version of the content.
    :param part: the part of the document to send; by default all of it.
    :raises NotFound: if the object is not public; and whatever ``find_pk`` and ``part.choose`` raise.
    """
    form = form_of(request)
    whole = part is None and form.is_stored
    if not store_is_used():
        return _make(source, find_pk(), request, part, keep=False)
    version = store.read_version()
    name = (source, request.get_host(), request.query_params.get("site"))
    pk = memory.answers.once(version, name, find_pk)
    found = store.read(
        key=key_of(source.get_snapshot_model(), pk),
        coding=preferred_coding(request.META.get("HTTP_ACCEPT_ENCODING", "")) if whole else IDENTITY,
        known_tag=known_etag(request.META) if whole else "",
        rich_text=not form.is_stored,
    )
    if not found or not found[0].is_fresh(fingerprint(request)):
        return _make(source, pk, request, part, keep=True)
    return Answer.of_stored(found[0]) if whole else _part_of(found[0], source, part, form)


def _part_of(stored: Stored, source: type[Source], part: Part | None, form: Form) -> Answer:
    """A part of a snapshot, or all of it in another format; cached by the hash of the source bytes."""
    key = (source, stored.tag, part and part.name, form)
    chosen = memory.parts.get(key)
    if chosen is None:
        chosen = Answer.of(_choose(stored.body or b"", stored.rich_text, part, form))
        memory.parts.put(key, chosen, chosen.size)
    return Answer.of_stored(stored)._replace(bodies=chosen.bodies, etag=chosen.etag)


def _make(source: type[Source], pk: Any, request: Request, part: Part | None, *, keep: bool) -> Answer:
    made = build(source, pk, request)
    if made.body is None:
        raise problems.NotFound
    is_passing = keep and not store.save(made)
    form = form_of(request)
    body = made.body if part is None and form.is_stored else _choose(made.body, made.rich_text, part, form)
    return Answer.of(body, expires_at=made.expires_at, surrogate_keys=surrogate_keys(made.keys), is_passing=is_passing)


def _choose(body: bytes, rich_text: bytes | None, part: Part | None, form: Form) -> bytes:
    document = parse(body, rich_text)
    return write(part.choose(document) if part else document, form)
