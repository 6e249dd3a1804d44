from __future__ import annotations

from typing import NamedTuple


class LeftOut(NamedTuple):
    """Something of a file that has no place in the article. ``text`` holds its words in full."""

    kind: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}" if self.text else self.kind
