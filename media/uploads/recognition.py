"""Animated AVIF files, which Willow, Wagtail's image library, does not recognize: ``filetype`` only looks for the brand
``avif``, and a sequence has ``avis`` (https://github.com/AOMediaCodec/av1-avif, section 6.3).
"""

from __future__ import annotations

import filetype
from filetype.types import Type

_BRANDS = frozenset([b"avif", b"avis"])


class AvifSequence(Type):
    """An AVIF file by any of its brands."""

    def __init__(self) -> None:
        super().__init__(mime="image/avif", extension="avif")

    def match(self, beginning: bytes) -> bool:
        """Parse the box ``ftyp`` (ISO/IEC 14496-12, 4.3): its main brand, a version, and compatible brands."""
        size, kind = int.from_bytes(beginning[:4], "big"), beginning[4:8]
        if kind != b"ftyp" or not 16 <= size <= len(beginning):
            return False
        brands = {bytes(beginning[start : start + 4]) for start in (8, *range(16, size, 4))}
        return bool(brands & _BRANDS)


def recognise_avif_sequences() -> None:
    """Call this once, before any picture is opened."""
    filetype.add_type(AvifSequence())
