from __future__ import annotations

import re
from html import escape

from ..readers.encoding import decode

# A list's number, which the list itself counts later.
_NUMBER = re.compile(r"^[^\S\n]*+\d{1,9}[.)]\s", re.MULTILINE)


def read(content: bytes) -> list[str]:
    """The text of a text file; lines without a blank line between them are one string."""
    text = _NUMBER.sub("", decode(content))
    return [escape(" ".join(block.split())) for block in re.split(r"\n\s*\n|[\v\f]", text) if block.strip()]
