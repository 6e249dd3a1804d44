"""One object, by id or by path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Model

from api import conf, problems
from api.delivery.answers import Answer, known_etag, preferred_coding
from api.delivery.selection import Choice, choose, parse
from api.rendering import CompactJSONRenderer
from api.router import absolute_url
from api.snapshots import memory, store
from api.snapshots.building import address_of, build, neutral, now_ms
from api.snapshots.bypass import store_is_used
from api.snapshots.fingerprint import fingerprint
from api.snapshots.keys import key_of
from api.snapshots.recording import record
from api.snapshots.sources import source_for
from api.snapshots.store import IDENTITY, Stored
from api.snapshots.surrogate_keys import surrogate_keys

if TYPE_CHECKING:
    from api.contract.views import EndpointViewSet


def find_stored(view: EndpointViewSet, *, pk: Any = None, html_path: str = "") -> Stored | None:
    """The snapshot that answers a request, by one query; None where it has to be looked for or made."""
    model = view.get_snapshot_model()
    if model is None or not store_is_used():
        return None
    request = view.request._request
    meta = request.META
    whole = "fields" not in request.GET
    found = store.read(
        key=key_of(model, pk) if pk is not None else None,
        address=address_of(html_path) if pk is None else "",
        coding=preferred_coding(meta.get("HTTP_ACCEPT_ENCODING", "")) if whole else IDENTITY,
        known_etag=known_etag(meta) if whole else "",
    )
    current = _fingerprint(view)
    fresh = [stored for stored in found if stored.is_fresh(current) and view.may_send(stored, html_path)]
    return fresh[0] if len(fresh) == 1 else None


def answer_from_store(view: EndpointViewSet, stored: Stored) -> Answer | None:
    """The answer that a snapshot holds, or a part of it; None where serializers have to run for what is asked."""
    model = view.model_named(stored.model)
    choice = _choose(view, model)
    facts: dict[str, Any] = {
        "modified_at": stored.modified_at,
        "expires_at": stored.expires_at,
        "surrogate_keys": stored.surrogate_keys,
    }
    if choice.is_whole:
        return Answer({} if stored.body is None else {stored.coding: stored.body}, stored.etag, **facts)
    if not choice.is_stored:
        return None
    return _part(choice, stored.etag, stored.body, facts, view, key_of(model, stored.pk))


def make_answer(view: EndpointViewSet, instance: Model) -> Answer:
    """The answer for an object that visitors may see, made now; it is stored where that can be done.

    :raises NotFound: when visitors may not see it any more.
    """
    source = source_for(type(instance)) if view.get_snapshot_model() is not None and store_is_used() else None
    choice = _choose(view, type(instance))
    if source is None or not choice.is_stored:
        return live_answer(view, instance)
    made = build(source, instance.pk, view.request)
    if made.body is None:
        raise problems.NotFound
    stored = store.save(made)
    facts = {
        "modified_at": _stored_moment(view, made.key) if stored else None,
        "expires_at": made.expires_at,
        "surrogate_keys": surrogate_keys(made.keys),
    }
    if choice.is_whole:
        return Answer.of(made.body, **facts)
    return Answer.of(choice.apply(parse(made.body), {}), **facts)


def live_answer(view: EndpointViewSet, instance: Model) -> Answer:
    """The answer for an object, by the serializers alone."""
    with neutral(), record() as recording:
        document = view.represent([instance], type(instance), level="detail")[0]
    body = CompactJSONRenderer().render(document)
    return Answer.of(body, surrogate_keys=surrogate_keys(recording.keys))


def _part(choice: Choice, etag: str, body: bytes | None, facts: dict[str, Any], view: Any, key: Any) -> Answer:
    memory_key = ("detail", etag, choice)
    remembered = memory.parts.get(memory_key)
    if remembered is None:
        if body is None:
            body = store.read(key=key)[0].body or b""
        remembered = Answer.of(choice.apply(parse(body), {}))
        memory.parts.put(memory_key, remembered, remembered.size)
    return Answer(remembered.bodies, remembered.etag, **facts)


def _choose(view: EndpointViewSet, model: type[Model]) -> Choice:
    return choose(type(view), model, view.selected_fields(), "detail", conf.i18n_enabled())


def _fingerprint(view: EndpointViewSet) -> str:
    return fingerprint(absolute_url("/", view.request))


def _stored_moment(view: EndpointViewSet, key: Any) -> int | None:
    found = store.read(key=key)
    return found[0].modified_at if found else now_ms()
