"""Compares all parts of a stored response with a new build: bytes, encodings, surrogate keys, dependencies."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import brotli

from ..snapshots.build import Build, etag_of
from ..snapshots.models import Dependency, Snapshot, SnapshotContent
from ..snapshots.surrogate_keys import surrogate_keys


def fault_of(snapshot: Snapshot, expected: Build) -> str:
    """What is wrong with a stored response, as the end of a sentence about it; empty if nothing is.

    :param expected: what the serializers return for the object now.
    """
    if expected.body is None:
        return "would be sent, but is not public"
    if (expected.etag, expected.rich_text_etag) != (snapshot.etag, snapshot.rich_text_etag):
        return "would be sent, but is stale"
    if (expected.address, expected.html_path or "") != (snapshot.address, snapshot.html_path):
        return "would be found at a path that it no longer has"
    content = SnapshotContent.objects.filter(pk=snapshot.pk).first()
    return (
        _fault_of_facts(snapshot, expected) or _fault_of_bytes(content, expected) or _fault_of_keys(snapshot, expected)
    )


def _fault_of_facts(snapshot: Snapshot, expected: Build) -> str:
    sites = f",{','.join(map(str, expected.sites))}," if expected.sites else ""
    site = expected.sites[0] if expected.sites and expected.address else None
    if (snapshot.sites, snapshot.site_id) != (sites, site):
        return "would be found on other sites than its own"
    if expected.expires_at is not None and (snapshot.expires_at or expected.expires_at + 1) > expected.expires_at:
        return "would still be sent after something that it shows has expired"
    if (snapshot.model, snapshot.pk_text) != (expected.model, expected.key.pk):
        return "belongs to another object"
    return ""


def _fault_of_bytes(content: SnapshotContent | None, expected: Build) -> str:
    if content is None:
        return "has no content"
    if bytes(content.body) != expected.body:
        return "has content that does not match its ETag"
    if content.gzip is not None and _unpacked(gzip.decompress, content.gzip) != expected.body:
        return "has different content in gzip"
    if content.brotli is not None and _unpacked(brotli.decompress, content.brotli) != expected.body:
        return "has different content in Brotli"
    trees = b"" if content.rich_text is None else bytes(content.rich_text)
    if trees != (expected.rich_text or b"") or (trees and etag_of(trees) != expected.rich_text_etag):
        return "has rich text that does not match its ETag"
    if not set(surrogate_keys(expected.keys).split()) <= set(content.surrogate_keys.split()):
        return "lacks surrogate keys of objects that it shows"
    return ""


def _fault_of_keys(snapshot: Snapshot, expected: Build) -> str:
    found = set(Dependency.objects.filter(snapshot=snapshot).values_list("kind", "object_id"))
    if not found >= {(key.kind, key.object_id) for key in expected.keys}:
        return "lacks dependencies: it would not be marked when something that it shows changes"
    return ""


def _unpacked(unpack: Callable[[bytes], bytes], packed: Any) -> bytes:
    try:
        return unpack(bytes(packed))
    except (OSError, EOFError, zlib.error, brotli.error):
        return b""
