"""The same bytes in fewer: made once for each snapshot, not at each read."""

from __future__ import annotations

import gzip
from typing import NamedTuple

import brotli

# Below this size, a compressed answer fits into no fewer packets.
SMALLEST = 1024
GZIP_LEVEL = 6
BROTLI_QUALITY = 5


class Encodings(NamedTuple):
    """An answer's bytes as they are, and as each content coding (RFC 9110) has them; None where it is not kept."""

    identity: bytes
    gzip: bytes | None = None
    brotli: bytes | None = None


def encode(body: bytes) -> Encodings:
    """``body`` in all codings, or only as it is where it is small."""
    if len(body) < SMALLEST:
        return Encodings(body)
    return Encodings(
        body,
        gzip.compress(body, GZIP_LEVEL, mtime=0),
        brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
    )
