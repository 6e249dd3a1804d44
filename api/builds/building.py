"""Builds the document of one object and records its dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import router as databases
from django.db.models import Model
from django.utils import timezone, translation
from wagtail.models import Page

from .. import conf
from ..dependencies.keys import key_of, root_model
from ..dependencies.recording import depend_on, record
from ..rendering import CompactJSONRenderer
from ..represent.outgoing import resolve
from ..represent.references import CONTEXT_NAME, References
from ..represent.rich_text.trees import take_down
from ..sites import SiteMap
from ..snapshots import memory
from ..snapshots.build import Build
from ..snapshots.bypass import store_is_used
from ..snapshots.clock import to_ms
from ..snapshots.models import Snapshot
from ..snapshots.version import current_version
from .fingerprint import fingerprint
from .sources import Source

ATTEMPTS = 3


def build(source: type[Source], pk: Any, request: Any = None) -> Build:
    """Build the response for the object of ``source`` with this primary key; again if the content changed meanwhile.

    :param request: only used if ``WAGTAILAPI_BASE_URL`` is not set: links are made for its host.
    """
    using = databases.db_for_read(Snapshot)
    for _ in range(ATTEMPTS):
        version = current_version(using)
        made = _build(source, pk, version, request)
        if current_version(using) == version:
            return made
    return Build(**{**vars(made), "version": None})


def _build(source: type[Source], pk: Any, version: int | None, request: Any) -> Build:
    model = source.get_snapshot_model()
    request = None if conf.base_url() else request
    # Loaded once for each version of the content; each build that uses it records it.
    sites: SiteMap = memory.answers.once(version, "sites", SiteMap) if store_is_used() else SiteMap()
    with neutral(), record() as recording:
        depend_on(model, pk)
        instance = source.get_snapshot_object(pk)
        addresses: dict[str, Any] = {}
        body = rich_text = None
        if instance is not None:
            context = {"request": request, CONTEXT_NAME: References(sites)}
            document = resolve(source.represent_snapshot(instance, context), context)
            body, rich_text = CompactJSONRenderer().render(document), take_down(document)
            addresses = _addresses(instance, sites)
    return Build(
        key=key_of(model, pk),
        version=version,
        fingerprint=fingerprint(request),
        body=body,
        rich_text=rich_text,
        model=(type(instance) if instance is not None else root_model(model))._meta.label_lower,
        expires_at=None if recording.expires_at is None else to_ms(recording.expires_at),
        keys=frozenset(recording.keys),
        **addresses,
    )


@contextmanager
def neutral() -> Iterator[None]:
    """Activate the project's language and UTC, so that a build does not depend on the request that caused it."""
    with translation.override(settings.LANGUAGE_CODE), timezone.override(UTC):
        yield


def _addresses(instance: Model, sites: SiteMap) -> dict[str, Any]:
    if not isinstance(instance, Page):
        return {}
    location = sites.locate(instance)
    holding = [root.site.pk for root in sites.roots if root.contains(instance)]
    return {
        "sites": tuple(dict.fromkeys([*([location.site.pk] if location else []), *holding])),
        "html_path": location.html_path if location else None,
    }
