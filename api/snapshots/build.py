"""What is stored of one object, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from ..dependencies.keys import Key
from .clock import now_ms


@dataclass(frozen=True)
class Build:
    """The answer for one object as it is now, or that there is none that visitors may see (``body`` is None).

    :param version: the version of the content that it shows; None when that moved on meanwhile, again and again.
    :param rich_text: the trees of the rich text in it, as :func:`api.represent.rich_text.trees.take_down` keeps them.
    :param sites: the primary keys of all sites whose trees hold a page, that which it is read on first.
    """

    key: Key
    version: int | None
    fingerprint: str
    body: bytes | None = None
    rich_text: bytes | None = None
    model: str = ""
    expires_at: int | None = None
    keys: frozenset[Key] = frozenset()
    sites: tuple[int, ...] = ()
    html_path: str | None = None
    made_at: int = field(default_factory=lambda: now_ms())

    @property
    def etag(self) -> str:
        return etag_of(self.body or b"")

    @property
    def rich_text_etag(self) -> str:
        return etag_of(self.rich_text) if self.rich_text else ""

    @property
    def address(self) -> str:
        return address_of(self.html_path) if self.html_path is not None else ""


def etag_of(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()


def address_of(html_path: str) -> str:
    """The path as the key that a page is found by."""
    return blake2b(html_path.encode(), digest_size=16).hexdigest()
