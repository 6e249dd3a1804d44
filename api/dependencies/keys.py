"""Keys: names of the dependencies of a snapshot, and of what a change affects."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from urllib.parse import quote
from zlib import crc32

from django.db.models import Model

ALL = "*"
ALL_ID = 0


class Key(NamedTuple):
    """One object, or all objects of a model (``pk`` is ``"*"``).

    ``label`` is ``app_label.model_name`` of the topmost concrete model, so that a page has one key whether it was
    loaded as a ``Page`` or as its specific type.
    """

    label: str
    pk: str

    @property
    def kind(self) -> int:
        """The model as a 32-bit number; if two models share one by chance, they are merely marked together."""
        return _kind(self.label)

    @property
    def object_id(self) -> int:
        """The primary key as a 64-bit number: itself if it is one, else a hash of it."""
        if self.pk == ALL:
            return ALL_ID
        return int(self.pk) if self.pk.isascii() and self.pk.isdigit() and len(self.pk) < 19 else _hash(self.pk)

    @property
    def surrogate(self) -> str:
        """The name under which purges are noted, such as ``page-12`` or ``locale-all``; headers have a hash of it."""
        if not self.label:
            return "clinic-api"
        name = self.label.rpartition(".")[2]
        return f"{name}-all" if self.pk == ALL else f"{name}-{quote(self.pk, safe='')}"


#: All content: every response depends on it, and a change whose reach is unknown marks it.
EVERYTHING = Key("", ALL)


def key_of(model: type[Model], pk: Any) -> Key:
    """The key of the object of ``model`` with this primary key."""
    return Key(label_of(model), str(pk))


def key_of_all(model: type[Model]) -> Key:
    """The key for all objects of ``model``, marked by any change to one: for responses that depend on which of them
    exist.
    """
    return Key(label_of(model), ALL)


@cache
def label_of(model: type[Model]) -> str:
    return root_model(model)._meta.label_lower


@cache
def root_model(model: type[Model]) -> type[Model]:
    """The topmost concrete model that ``model`` inherits its primary key from."""
    concrete = model._meta.concrete_model or model
    parent = next(iter(concrete._meta.parents), None)
    return root_model(parent) if parent is not None else concrete


@cache
def _kind(label: str) -> int:
    return crc32(label.encode()) - 2**31


@lru_cache(maxsize=4096)
def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
