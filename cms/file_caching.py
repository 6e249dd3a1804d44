"""By which names shared caches are told to drop a file."""

from __future__ import annotations

from wagtail.models import CollectionMember

from api.dependencies.keys import EVERYTHING, key_of
from api.purging.backends import key_headers


def file_cache_headers(member: CollectionMember) -> dict[str, str]:
    """The keys that the API purges when an image or a document changes, in the header in which each cache looks; no
    headers where ``CLINIC_CACHE_PURGE`` names no cache.
    """
    names = [EVERYTHING.surrogate, key_of(type(member), member.pk).surrogate]
    return {header: separator.join(names) for header, separator in key_headers()}
