from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Model
from rest_framework.request import Request

from ..builds.building import build
from ..builds.fingerprint import fingerprint
from ..builds.sources import source_for
from ..snapshots import store
from ..snapshots.bypass import store_is_used


class Document(NamedTuple):
    """The API's response for one object: the ETag identifies the bytes, ``body`` is None until it is needed.

    :param expires_at: when something in it expires, in milliseconds since 1970.
    """

    etag: str
    body: bytes | None
    expires_at: int | None


def documents(model: type[Model], pks: Sequence[str], request: Request) -> dict[str, Document]:
    """The responses for the public ones among the objects, by primary key: stored ones, others are built. One query if
    all are stored.
    """
    entries = store.fresh_entries(model, list(pks), fingerprint(request)) if pks and store_is_used() else {}
    found = {pk: Document(entry.etag, None, entry.expires_at) for pk, entry in entries.items()}
    source = source_for(model)
    for pk in pks:
        if pk not in found and source is not None:
            made = build(source, pk, request)
            if made.body is not None:
                if store_is_used():
                    store.save(made)
                found[pk] = Document(made.etag, made.body, made.expires_at)
    return found


def bodies(model: type[Model], found: dict[str, Document]) -> dict[str, Document]:
    """The same with their bytes; one more query for those that lack them."""
    unread = [pk for pk, document in found.items() if document.body is None]
    read = store.bodies(model, unread) if unread else {}
    whole = {pk: document for pk, document in found.items() if document.body is not None}
    return whole | {pk: found[pk]._replace(etag=stored.tag, body=stored.body) for pk, stored in read.items()}
