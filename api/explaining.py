"""Explains why the API responds as it does, for one object: the output of ``manage.py snapshots explain``."""

from __future__ import annotations

import inspect
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from wagtail.models import (
    BaseViewRestriction,
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    Page,
    PageViewRestriction,
    Site,
)

from .builds.building import build
from .builds.fingerprint import fingerprint
from .builds.sources import source_for
from .contract.field_selection import ALL as ALL_FIELDS
from .contract.field_selection import SelectedField
from .contract.serializer_classes import serializer_class
from .dependencies.keys import ALL, Key, key_of, label_of
from .model_fields import model_field
from .represent.references import CONTEXT_NAME, References
from .represent.representations import type_name
from .router import router
from .routing.asked_path import AskedPath
from .routing.deciding import decide
from .routing.frontend import Frontend
from .routing.outcomes import Missing, SentOn
from .routing.pages_by_path import page_at
from .sites import SiteMap
from .snapshots.models import Snapshot
from .visibility import public

LEVELS = ("detail", "listing", "nested")


class NothingThere(Exception):  # noqa: N818  (it reads as what it says)
    """The object to explain does not exist; the message says what is there instead."""


def explain(text: str, field: str = "", hostname: str = "") -> Iterator[str]:
    """Explain the object at a path of a site, or by its endpoint and key, in lines of text.

    :param text: a path of the frontend, such as ``/articles/calm-mind/``; or an endpoint and a key: ``faqs/3``.
    :param field: a field of its response to explain as well; it may begin with ``meta.``.
    :param hostname: the host of the site that the path belongs to; by default, the default site's.
    :raises NothingThere: if the object does not exist.
    """
    instance = _at_path(text, hostname) if text.startswith("/") else _by_key(text)
    yield f"{type_name(type(instance))} {instance.pk}: {instance}"
    yield from _visibility(instance)
    yield from _snapshot(instance)
    if field:
        yield ""
        yield from _field(instance, field.removeprefix("meta."))
    else:
        yield from _dependencies(instance)


def _at_path(text: str, hostname: str) -> Page:
    sites = SiteMap()
    site = Site.objects.filter(hostname=hostname).first() if hostname else sites.default_site
    if site is None:
        known = ", ".join(Site.objects.values_list("hostname", flat=True)) or "none exists"
        raise NothingThere(f"Unknown site. Use --site with one of: {known}.")
    asked = AskedPath.parse(text)
    path, found = asked.html_path, page_at(sites, site, asked.html_path)
    if found is not None:
        return found.page.specific
    outcome = decide(asked, None, Frontend(site, sites))
    if isinstance(outcome, SentOn):
        kind = "permanent" if outcome.permanent else "temporary"
        raise NothingThere(f"There is no page at {path}: find/ responds with a {kind} redirect to {outcome.to}.")
    was_there = isinstance(outcome, Missing) and outcome.was_there
    status = "410, since there was one before" if was_there else "404, since there never was one"
    raise NothingThere(f"There is no page at {path} on {site.hostname}: find/ responds with {status}.")


def _by_key(text: str) -> Model:
    name, _, key = text.strip("/").partition("/")
    endpoint = router.endpoints.get(name)
    model = endpoint.get_model() if endpoint is not None and key else None
    if model is None:
        names = ", ".join(name for name, each in router.endpoints.items() if each.get_model() is not None)
        raise NothingThere(
            f"Give a path that begins with a slash, or an endpoint and a key, such as pages/3. Endpoints: {names}."
        )
    try:
        found = model._default_manager.filter(pk=key).first()
    except (ValueError, ValidationError, OverflowError):
        found = None
    if found is None:
        raise NothingThere(f"There is no {model._meta.verbose_name} with the key {key}.")
    return found.specific if isinstance(found, Page) else found


def _visibility(instance: Model) -> Iterator[str]:
    reasons = list(_hidden_by(instance))
    if not reasons:
        yield "It is public."
    for reason in reasons:
        yield f"It is not public: {reason}."


def _hidden_by(instance: Model) -> Iterator[str]:
    if isinstance(instance, DraftStateMixin):
        if not instance.live:
            yield "it is a draft, or was unpublished"
        elif instance.expire_at is not None and instance.expire_at <= timezone.now():
            yield f"it expired at {instance.expire_at.isoformat()}"
    if isinstance(instance, Page):
        restrictions = PageViewRestriction.objects.exclude(restriction_type=BaseViewRestriction.NONE)
        for restriction in restrictions.select_related("page"):
            if instance.path.startswith(restriction.page.path):
                yield f"{restriction.page} ({restriction.page_id}) is private ({restriction.restriction_type})"
        if SiteMap().root_of(instance) is None:
            yield "it is not part of any site"
    if isinstance(instance, CollectionMember):
        closed = CollectionViewRestriction.objects.exclude(restriction_type=BaseViewRestriction.NONE)
        for restriction in closed.select_related("collection"):
            if instance.collection.path.startswith(restriction.collection.path):
                yield f"the collection {restriction.collection} is private ({restriction.restriction_type})"


def _snapshot(instance: Model) -> Iterator[str]:
    endpoint, source = router.endpoint_for(type(instance)), source_for(type(instance))
    if endpoint is None:
        yield "No endpoint serves it: it is only shown by objects that refer to it."
        return
    yield f"Served by {endpoint[0]}/ ({endpoint[1].__module__}.{endpoint[1].__qualname__})."
    if source is None:
        yield "Its responses are unstored: serializers compute them for each request."
        return
    key = key_of(type(instance), instance.pk)
    snapshot = Snapshot.objects.filter(kind=key.kind, object_id=key.object_id).first()
    if snapshot is None:
        yield "It has no snapshot: one is made when it is next read."
        return
    size = len(bytes(snapshot.content.body))
    yield f"Stored at {_moment(snapshot.made_at)}, {size:,} bytes, ETag {snapshot.etag}: {_state(snapshot)}."


def _state(snapshot: Snapshot) -> str:
    if snapshot.stale_marks.exists():
        return "marked by a change, so it is rebuilt when it is next read"
    if snapshot.fingerprint != fingerprint():
        return "made by other code or settings, so it is rebuilt when it is next read"
    if snapshot.expires_at is not None and snapshot.expires_at <= timezone.now().timestamp() * 1000:
        return "expired, so it is rebuilt when it is next read"
    until = f" until {_moment(snapshot.expires_at)}, when something in it expires" if snapshot.expires_at else ""
    return f"ready to send{until}"


def _moment(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")


def _dependencies(instance: Model) -> Iterator[str]:
    source = source_for(type(instance))
    if source is None:
        return
    made = build(source, instance.pk)
    own = key_of(type(instance), instance.pk)
    names = sorted(_names(made.keys - {own}))
    yield f"It depends on itself and {len(names)} more:"
    yield from (f"  {name}" for name in names)


def _names(keys: Iterable[Key]) -> Iterator[str]:
    by_label: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        if key.pk == ALL:
            yield f"any {key.label} that is added or removed"
        else:
            by_label[key.label].append(key.pk)
    for label, pks in by_label.items():
        titles = _titles(label, pks)
        yield from (f"{label} {pk}{f': {titles[pk]}' if pk in titles else ''}" for pk in pks)


def _titles(label: str, pks: list[str]) -> dict[str, str]:
    """The titles of objects, by key as text; some keys have no model, such as that of the children of a page."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return {}
    return {str(each.pk): str(each) for each in model._base_manager.filter(pk__in=pks)}


def _field(instance: Model, name: str) -> Iterator[str]:
    model = type(instance)
    endpoint = router.endpoint_for(model)
    source: Any = endpoint[1] if endpoint is not None else None
    if source is None:
        return
    available = source.get_available_fields(model)
    if name not in available:
        yield (
            f"{name} is not a field of its response: it is in neither api_fields nor api_meta_fields of "
            f"{_origins(model)}."
        )
        if close := get_close_matches(name, available):
            yield f"Did you mean {' or '.join(close)}?"
        return
    meta = "meta." if name in source.get_meta_fields_names(model) else ""
    yield f"{meta}{name}, declared by {_declared_by(source, model, name)}:"
    for level in LEVELS:
        yield f"  {level + ':':<9} {_asked(source, model, name, level)}"
    if name in source.get_unstored_fields(model):
        yield "  It depends on the time or the request, so it is unstored: computed for each response."
    serializer = serializer_class(source, model, (SelectedField(ALL_FIELDS),), "detail")(
        context={"request": None, CONTEXT_NAME: References()}
    )
    field = serializer.fields[name]
    yield f"  Made by {type(field).__module__}.{type(field).__qualname__}."
    yield from _value(instance, source, name, meta)


def _asked(source: Any, model: type[Model], name: str, level: str) -> str:
    if name not in source.get_fields_at(model, level):
        return "never sent"
    return "sent" if name in source.get_default_fields(model, level) else f"sent only if requested: fields={name}"


def _declared_by(source: Any, model: type[Model], name: str) -> str:
    for each in inspect.getmro(model):
        declared = [*each.__dict__.get("api_fields", ()), *each.__dict__.get("api_meta_fields", ())]
        if name in [getattr(field, "name", field) for field in declared]:
            return f"{each.__module__}.{each.__qualname__}"
    return f"the endpoint, {source.__module__}.{source.__qualname__}"


def _origins(model: type[Model]) -> str:
    return (
        ", ".join(each.__qualname__ for each in inspect.getmro(model) if "api_fields" in each.__dict__)
        or model.__name__
    )


def _value(instance: Model, source: Any, name: str, meta: str) -> Iterator[str]:
    """The value that visitors get; if that is empty because of an object that is not public, also that object."""
    if not public(type(instance)._default_manager.filter(pk=instance.pk)).exists():
        return
    made = build(source_for(type(instance)) or source, instance.pk)
    document = json.loads(made.body or b"{}")
    value = (document.get("meta", {}) if meta else document).get(name)
    text = json.dumps(value, ensure_ascii=False)
    yield f"  Now: {text[:200]}{'…' if len(text) > 200 else ''}"
    field = model_field(type(instance), name)
    chosen = getattr(instance, name, None) if field is not None and field.is_relation else None
    if value is None and isinstance(chosen, Model):
        for reason in _hidden_by(chosen):
            yield f"  Null, since {label_of(type(chosen))} {chosen.pk} ({chosen}) is not public: {reason}."
