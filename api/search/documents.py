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
    """What the API answers for one object: the ETag says which bytes, ``body`` is None until they are needed.

    :param expires_at: when something in it expires, in milliseconds since 1970.
    """

    etag: str
    body: bytes | None
    expires_at: int | None


def documents(model: type[Model], pks: Sequence[str], request: Request) -> dict[str, Document]:
    """The answers for those of the objects that visitors may see, by primary key: as stored, made where not. One query
    where all are stored.
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
    """The same with their bytes, by one query more for those that lack them."""
    unread = [pk for pk, document in found.items() if document.body is None]
    read = store.bodies(model, unread) if unread else {}
    whole = {pk: document for pk, document in found.items() if document.body is not None}
    return whole | {pk: found[pk]._replace(etag=stored.tag, body=stored.body) for pk, stored in read.items()}
