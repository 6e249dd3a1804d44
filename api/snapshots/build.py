"""What is stored of one object, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from ..dependencies.keys import Key
from .clock import now_ms


@dataclass(frozen=True)
class Build:
    """The current response for one object, or that it is not public (``body`` is None).

    :param version: the version of the content that it shows; None if the content kept changing during the build.
    :param rich_text: the trees of the rich text in it, as :func:`api.represent.rich_text.trees.take_down` returns them.
    :param sites: the primary keys of all sites whose trees contain a page, its canonical one first.
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
    """The path as the key for looking a page up."""
    return blake2b(html_path.encode(), digest_size=16).hexdigest()
