"""Answers of which there is one for each site, such as its settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework.request import Request

from api import problems
from api.delivery.answers import Answer, known_etag, preferred_coding
from api.snapshots import memory, store
from api.snapshots.building import build
from api.snapshots.bypass import store_is_used
from api.snapshots.fingerprint import fingerprint
from api.snapshots.keys import key_of
from api.snapshots.sources import Source
from api.snapshots.surrogate_keys import surrogate_keys


def object_answer(source: type[Source], request: Request, find_pk: Callable[[], Any]) -> Answer:
    """The whole document of the one object that a request is about.

    :param find_pk: its primary key, worked out from the request and the content; remembered for this version of it.
    :raises NotFound: when visitors may not see it; and whatever ``find_pk`` raises.
    """
    if not store_is_used():
        return _make(source, find_pk(), request, keep=False)
    version = store.read_version()
    name = (source, request.get_host(), request.META.get("QUERY_STRING", ""))
    pk = memory.answers.once(version, name, find_pk)
    found = store.read(
        key=key_of(source.get_snapshot_model(), pk),
        coding=preferred_coding(request.META.get("HTTP_ACCEPT_ENCODING", "")),
        known_etag=known_etag(request.META),
    )
    if not found or not found[0].is_fresh(fingerprint(request)):
        return _make(source, pk, request, keep=True)
    return Answer.of_stored(found[0])


def _make(source: type[Source], pk: Any, request: Request, *, keep: bool) -> Answer:
    made = build(source, pk, request)
    if made.body is None:
        raise problems.NotFound
    if keep:
        store.save(made)
    return Answer.of(made.body, expires_at=made.expires_at, surrogate_keys=surrogate_keys(made.keys))
