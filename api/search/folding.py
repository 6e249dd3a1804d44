from __future__ import annotations

import unicodedata


class _Folding(dict[int, int]):
    """For ``str.translate``: each letter in lower case and without its marks; the length of a text stays."""

    def __missing__(self, codepoint: int) -> int:
        decomposed = unicodedata.normalize("NFD", chr(codepoint))
        has_only_marks = all(unicodedata.category(mark) == "Mn" for mark in decomposed[1:])
        base = decomposed[0] if has_only_marks else chr(codepoint)
        lower = base.lower()
        self[codepoint] = ord(lower if len(lower) == 1 else base)
        return self[codepoint]


class _Separators(dict[int, int]):
    """For ``str.translate``: everything that is no part of a word becomes a space."""

    def __missing__(self, codepoint: int) -> int:
        is_part = unicodedata.category(chr(codepoint))[0] in "LMN"
        self[codepoint] = codepoint if is_part else ord(" ")
        return self[codepoint]


_FOLDING = _Folding()
_SEPARATORS = _Separators()


def fold(text: str) -> str:
    """``text`` as comparisons see it: "Adicción" is "adiccion". It keeps its length, so that places in it do too."""
    return text.translate(_FOLDING)


def separate(text: str) -> str:
    """``text`` with spaces in place of all that is no part of a word."""
    return text.translate(_SEPARATORS)


def words_of(text: str) -> list[str]:
    """The words in ``text``, in lower case: runs of letters, digits and the marks on them."""
    return separate(unicodedata.normalize("NFC", text).lower()).split()
