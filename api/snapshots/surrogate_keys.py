"""The names by which caches are told what an answer shows: ``Surrogate-Key`` and ``Cache-Tag``."""

from __future__ import annotations

from collections.abc import Iterable

from api.snapshots import keys as names
from api.snapshots.keys import Key

#: On every answer, so that a cache can be told to drop them all.
EVERYTHING = names.EVERYTHING.surrogate
#: On every listing: each change purges it.
LISTINGS = f"{EVERYTHING}-listings"
#: Content delivery networks take 16 KB of them; Cloudflare counts the whole header, Fastly 16,384 bytes.
MAX_BYTES = 16_000


def surrogate_keys(keys: Iterable[Key]) -> str:
    """The names of ``keys``, separated by spaces.

    Where they are too long for a header, objects of the models with the most of them are summed up as all objects of
    that model (``clinicimage-all``): coarser, never wrong, since every change purges that key of its model, too.
    """
    by_label: dict[str, set[str]] = {}
    for key in keys:
        by_label.setdefault(key.label, set()).add(key.surrogate)
    while _length(by_label) > MAX_BYTES:
        label = max(by_label, key=lambda label: (len(" ".join(by_label[label])), label))
        by_label[label] = {Key(label, "*").surrogate}
    return " ".join([EVERYTHING, *sorted(name for names in by_label.values() for name in names)])


def _length(by_label: dict[str, set[str]]) -> int:
    return len(EVERYTHING) + sum(len(name) + 1 for names in by_label.values() for name in names)
