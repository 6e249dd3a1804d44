"""The surrogate keys of a response, in ``Surrogate-Key`` and ``Cache-Tag``.

They reveal nothing. A response depends on what it hides, too: a private page that it would link to is among its keys.
So each is a hash that only this installation can compute (from its ``SECRET_KEY``); if two objects share one by chance,
a change to one merely purges both.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from ..dependencies import keys as names
from ..dependencies.content import is_content
from ..dependencies.keys import Key

#: On every response, so that a cache can be purged entirely.
EVERYTHING = names.EVERYTHING.surrogate
#: On every listing: each change purges it.
LISTINGS = f"{EVERYTHING}-listings"
#: nginx reads all headers of a response into 4 KB by default, and Varnish accepts 8 KB per line. Two lines of this
#: length, for caches of two kinds, leave room for the other headers.
MAX_BYTES = 1_400
_PLAIN = {EVERYTHING, LISTINGS}
_DIGEST_SIZE = 6


def surrogate_keys(keys: Iterable[Key]) -> str:
    """The surrogate keys of ``keys``, separated by spaces.

    If they are too long for a header, the objects of the most frequent models are replaced by all objects of that
    model: coarser, never wrong, since every change purges its model's key, too.
    """
    by_label: dict[str, set[str]] = {}
    for key in keys:
        by_label.setdefault(key.label, set()).add(opaque(key.surrogate))
    while _length(by_label) > MAX_BYTES and any(len(found) > 1 for found in by_label.values()):
        label = max(by_label, key=lambda label: (len(" ".join(by_label[label])), label))
        by_label[label] = {opaque(Key(label, names.ALL).surrogate)}
    return " ".join([EVERYTHING, *sorted(name for found in by_label.values() for name in found)])


def opaque(name: str) -> str:
    """The hash of a key's name (:attr:`Key.surrogate`) for headers."""
    return name if name in _PLAIN else _opaque(settings.SECRET_KEY, name)


def purged_names(name: str) -> list[str]:
    """All surrogate keys that caches may have for the object of this name: also those from an earlier ``SECRET_KEY``,
    and for objects with files, which other servers send, the plain name.
    """
    if name in _PLAIN:
        return [name]
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    plain = [name] if name.rpartition("-")[0] in _names_with_files() else []
    return [*dict.fromkeys(_opaque(secret, name) for secret in secrets), *plain]


@lru_cache(maxsize=16_384)
def _opaque(secret: str, name: str) -> str:
    key = blake2b(str(secret).encode(), digest_size=32, person=b"clinic-cache-key").digest()
    digest = blake2b(name.encode(), digest_size=_DIGEST_SIZE, key=key).digest()
    return urlsafe_b64encode(digest).decode()


@cache
def _names_with_files() -> frozenset[str]:
    models = (model for model in apps.get_models() if is_content(model))
    with_files = (model for model in models if any(isinstance(field, FileField) for field in model._meta.fields))
    return frozenset(str(model._meta.model_name) for model in with_files)


def _length(by_label: dict[str, set[str]]) -> int:
    return len(EVERYTHING) + sum(len(name) + 1 for names in by_label.values() for name in names)
