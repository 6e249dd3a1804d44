"""Compresses responses, once for each snapshot rather than for each request."""

from __future__ import annotations

import gzip
from typing import NamedTuple

import brotli

# Below this size, a compressed response needs as many packets.
SMALLEST = 1024
GZIP_LEVEL = 6
BROTLI_QUALITY = 5


class Encodings(NamedTuple):
    """A response's bytes unencoded, and in each content encoding (RFC 9110); None if it is not stored."""

    identity: bytes
    gzip: bytes | None = None
    brotli: bytes | None = None


def encode(body: bytes) -> Encodings:
    """``body`` in all content encodings, or only unencoded if it is small."""
    if len(body) < SMALLEST:
        return Encodings(body)
    return Encodings(
        body,
        gzip.compress(body, GZIP_LEVEL, mtime=0),
        brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
    )
