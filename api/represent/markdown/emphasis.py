"""Bold and italic text within a line.

Markdown's delimiters, ``**`` and ``*``, open and close only next to certain characters (CommonMark 0.31.2, section
6.2). Elsewhere HTML tags replace them, which Markdown allows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = {"strong": ("**", "strong"), "em": ("*", "em")}


@dataclass
class Piece:
    """Markdown; or, with ``mark`` (``strong`` or ``em``), the start or end of emphasis."""

    text: str = ""
    mark: str = ""
    opens: bool = False


def write(pieces: Sequence[Piece]) -> str:
    """The pieces as one line of Markdown."""
    texts = [piece.text or ("*" if piece.mark else "") for piece in pieces]
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.mark and piece.opens:
            opened.append(place)
        elif piece.mark:
            start = opened.pop()
            sign, tag = _SIGNS[piece.mark]
            safe = _can_open(texts, pieces, start) and _can_close(texts, place)
            # Within other emphasis, a delimiter that might also close would close that.
            safe = safe and not (opened and _might_close(texts, start))
            texts[start], texts[place] = (sign, sign) if safe else (f"<{tag}>", f"</{tag}>")
    return "".join(texts)


def _can_open(texts: Sequence[str], pieces: Sequence[Piece], place: int) -> bool:
    """Whether a delimiter is left-flanking in every version of CommonMark, and not next to one that closes."""
    before = place - 1
    while before >= 0 and not texts[before]:
        before -= 1
    if before >= 0 and pieces[before].mark and not pieces[before].opens:
        return False
    return _flanks(_neighbour(texts, place, 1), _neighbour(texts, place, -1))


def _can_close(texts: Sequence[str], place: int) -> bool:
    return _flanks(_neighbour(texts, place, -1), _neighbour(texts, place, 1))


def _might_close(texts: Sequence[str], place: int) -> bool:
    """Whether an opening delimiter could be parsed as a closing one."""
    before, after = _neighbour(texts, place, -1), _neighbour(texts, place, 1)
    if not before or before.isspace():
        return False
    return not (_is_punctuation(before) and _is_word(after))


def _flanks(inside: str, outside: str) -> bool:
    if not inside or inside.isspace():
        return False
    return _is_word(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _neighbour(texts: Sequence[str], place: int, step: int) -> str:
    """The next character before (``step`` -1) or after (1) a delimiter; none at the end of the line."""
    place += step
    while 0 <= place < len(texts) and not texts[place]:
        place += step
    if not 0 <= place < len(texts):
        return ""
    return texts[place][0 if step == 1 else -1]


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] == "P" or character in "$+<=>^`|~"
