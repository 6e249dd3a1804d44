from __future__ import annotations

from typing import NamedTuple


class LeftOut(NamedTuple):
    """A part of a file that is not in the article. ``text`` has its full text."""

    kind: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}" if self.text else self.kind
