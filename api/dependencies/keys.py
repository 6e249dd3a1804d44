"""Names of what a snapshot depends on, and what a change touches."""

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
        """The model as a 32-bit number; two models that share one by chance are marked together, and no more."""
        return _kind(self.label)

    @property
    def object_id(self) -> int:
        """The primary key as a 64-bit number: itself where it is one, else a hash of it."""
        if self.pk == ALL:
            return ALL_ID
        return int(self.pk) if self.pk.isascii() and self.pk.isdigit() and len(self.pk) < 19 else _hash(self.pk)

    @property
    def surrogate(self) -> str:
        """The name by which purges are noted, such as ``page-12`` or ``locale-all``; headers have a hash of it."""
        if not self.label:
            return "clinic-api"
        name = self.label.rpartition(".")[2]
        return f"{name}-all" if self.pk == ALL else f"{name}-{quote(self.pk, safe='')}"


#: Everything that there is: every answer carries its name, and a change whose reach is not known touches it.
EVERYTHING = Key("", ALL)


def key_of(model: type[Model], pk: Any) -> Key:
    """The key of the object of ``model`` with this primary key."""
    return Key(label_of(model), str(pk))


def key_of_all(model: type[Model]) -> Key:
    """The key that a change to any object of ``model`` touches, for answers that depend on which of them there are."""
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
