"""Normalizes text for search: without case, accents and invisible characters, and with compatibility characters
decomposed.

"Metha\u00addone" with a soft hyphen, "nal\u200boxone" with a space of no width, the ligature of "ﬁ" and full-width
letters are found by what people type.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence

# Marks on letters that comparisons ignore: accents, variation selectors, and the vowel points of Arabic and Hebrew.
# Those of Indic scripts are letters to their readers.
_MARKS = [
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05BD),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
]
_TATWEEL = 0x0640
# Superscripts and subscripts differ in meaning from their base characters: 10\u2079 is not 109.
_RAISED = re.compile(
    "([{}])".format(
        "".join(
            chr(codepoint)
            for codepoint in (*range(0xA0, 0x3400), *range(0xA000, 0xAC00))
            if unicodedata.decomposition(chr(codepoint)).startswith(("<super>", "<sub>"))
        )
    )
)
# Letters without a decomposition, with what people type for them.
_INVISIBLE_LETTERS = frozenset([0x115F, 0x1160, 0x3164, 0xFFA0])


class _Clean(dict[int, str | int]):
    """For ``str.translate``: removes invisible characters, and marks that are not part of a letter."""

    def __missing__(self, codepoint: int) -> str | int:
        self[codepoint] = "" if _is_looked_over(codepoint) else codepoint
        return self[codepoint]


class _Folding(dict[int, str]):
    """For ``str.translate``: each character as comparisons see it, which may be none or several."""

    def __missing__(self, codepoint: int) -> str:
        sign = chr(codepoint)
        composed = sign if _RAISED.fullmatch(sign) else unicodedata.normalize("NFKC", sign)
        self[codepoint] = "".join(_base(sign) for sign in composed if not _is_looked_over(ord(sign)))
        return self[codepoint]


class _Separators(dict[int, int]):
    """For ``str.translate``: replaces everything that is not part of a word with a space."""

    def __missing__(self, codepoint: int) -> int:
        is_part = unicodedata.category(chr(codepoint))[0] in "LMN"
        self[codepoint] = codepoint if is_part else ord(" ")
        return self[codepoint]


_CLEAN = _Clean()
_FOLDING = _Folding()
_SEPARATORS = _Separators()


def fold(text: str) -> str:
    """``text`` as comparisons see it: "Adicción" is "adiccion"."""
    return text.translate(_FOLDING)


def fold_with_positions(text: str) -> tuple[str, Sequence[int]]:
    """The folded ``text``, and for each of its characters, and its end, the position in the original ``text``."""
    if all(len(_FOLDING[ord(sign)]) == 1 for sign in set(text)):
        return fold(text), range(len(text) + 1)
    positions = array("L")
    for position, sign in enumerate(text):
        positions.extend([position] * len(_FOLDING[ord(sign)]))
    positions.append(len(text))
    return fold(text), positions


def separate(text: str) -> str:
    """``text`` with spaces in place of everything that is not part of a word, in the normalization form of the
    index.
    """
    return _plain(text).translate(_SEPARATORS)


def words_of(text: str) -> list[str]:
    """The words in ``text``, in lower case: runs of letters, digits and the marks on them."""
    return separate(text).lower().split()


def _plain(text: str) -> str:
    if text.isascii():
        return text
    # Composed before marks are removed, so that an accent stays with its letter in either normalization form.
    parts = _RAISED.split(text.translate(_INVISIBLE))
    composed = (part if _RAISED.fullmatch(part) else unicodedata.normalize("NFKC", part) for part in parts)
    return "".join(composed).translate(_CLEAN)


class _Invisible(dict[int, str | int]):
    def __missing__(self, codepoint: int) -> str | int:
        self[codepoint] = "" if _is_invisible(codepoint) else codepoint
        return self[codepoint]


_INVISIBLE = _Invisible()


def _is_invisible(codepoint: int) -> bool:
    is_format = unicodedata.category(chr(codepoint)) == "Cf"
    return is_format or codepoint in _INVISIBLE_LETTERS or codepoint in (_TATWEEL, 0x034F)


def _is_looked_over(codepoint: int) -> bool:
    return _is_invisible(codepoint) or any(first <= codepoint <= last for first, last in _MARKS)


def _base(sign: str) -> str:
    """A letter in lower case and without its marks."""
    decomposed = unicodedata.normalize("NFD", sign)
    has_only_marks = all(unicodedata.category(mark) == "Mn" for mark in decomposed[1:])
    base = decomposed[0] if has_only_marks else sign
    lower = base.lower()
    return lower if len(lower) == 1 else base
