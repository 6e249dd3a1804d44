"""Notations of telephone numbers: separators between the digits, letters, and extensions."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from phonenumbers import convert_alpha_characters_in_number

_SEPARATORS = r"\-.·"
#: At most one pair of parentheses, for the area code, and one separator between two digits, with spaces around it.
_NUMBER = re.compile(rf"\+?\s*(?:\d[\d\s{_SEPARATORS}]*)?(?:\(\s*\d[\d\s]*\))?[\d\s{_SEPARATORS}]*")
_TWO_SEPARATORS = re.compile(rf"[{_SEPARATORS}]\s*[{_SEPARATORS}]")
#: Germans and Belgians separate the area code with a slash. A later slash joins two numbers.
_AREA_CODE_AND_REST = re.compile(
    rf"(?P<code>(?:\+\s*\d{{1,3}}[\s\-]\s*)?\(?\d{{2,5}}\)?)\s*/\s*(?P<rest>\d[\d\s{_SEPARATORS}]*)"
)
_SHORTEST_REST = 5
_SHORT = re.compile(r"\d+(?:[\s\-.]\d+)*")
_WORDS = re.compile(rf"(?P<digits>.*\d\)?)[\s{_SEPARATORS}]*(?P<words>[A-Za-z][A-Za-z\s{_SEPARATORS}]*)")
_EXTENSION_WORDS = r"extension|extensión|extn|ext|int|anexo|durchwahl|poste|доб|x|#"
#: The extension after a number.
EXTENSION = re.compile(
    rf"[\s,]*(?:;\s*ext\s*=|(?<![A-Za-z])(?:{_EXTENSION_WORDS})\s*[.:]?)\s*(?P<extension>\d{{1,7}})", re.IGNORECASE
)
_SHORTEST_WORDS = 3
_SPELLED_ALIKE = {**dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"), 0xFF0B: "+"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Spelling(NamedTuple):
    """:param digits: with a leading ``+`` if typed, without the digits that ``words`` replaces.
    :param words: the letters at the end of a number such as 1-800-662-HELP, in upper case; empty without any.
    :param extension: its digits; empty without one.
    """

    digits: str
    words: str = ""
    extension: str = ""


def plain(text: str) -> str:
    """Without invisible characters, which are copied with a number, and with one kind of hyphen and plus."""
    return _INVISIBLE.sub("", text).translate(_SPELLED_ALIKE).strip()


def read_number(text: str) -> Spelling | None:
    """The number in a text; None if it is ambiguous.

    :param text: as :func:`plain` returns it.
    """
    number, extension = _split_extension(text)
    if _is_number(number) or _has_slash_after_area_code(number):
        return Spelling(_digits(number), extension=extension)
    match = _WORDS.fullmatch(_without_translation(number))
    if match and _is_number(match["digits"]) and _are_words(match["words"]):
        return Spelling(_digits(match["digits"]), _letters(match["words"]), extension)
    return None


def read_short_code(text: str) -> str | None:
    """The digits of a possible short code in plain text: at most one space, hyphen or dot between digits."""
    return _digits(text) if _SHORT.fullmatch(text) else None


def _split_extension(text: str) -> tuple[str, str]:
    for match in EXTENSION.finditer(text):
        if match.end() == len(text):
            return text[: match.start()], _digits(match["extension"])
    return text, ""


def _is_number(text: str) -> bool:
    ends_well = text[-1:].isdecimal() or text.endswith(")")
    return bool(ends_well and _NUMBER.fullmatch(text) and not _TWO_SEPARATORS.search(text))


def _has_slash_after_area_code(text: str) -> bool:
    match = _AREA_CODE_AND_REST.fullmatch(text)
    return bool(match and _is_number(match["code"]) and _is_number(match["rest"])) and (
        len(_digits(match["rest"])) >= _SHORTEST_REST
    )


def _without_translation(text: str) -> str:
    """Without the digits in parentheses that repeat the letters before them: "HELP (4357)"."""
    match = re.fullmatch(r"(?P<number>.*?(?P<words>[A-Za-z]+))\s*\((?P<digits>\d+)\)", text)
    is_translation = match and convert_alpha_characters_in_number(match["words"]) == _digits(match["digits"])
    return match["number"] if match and is_translation else text


def _are_words(text: str) -> bool:
    """Fewer than three letters are a typo, and the word for a missing extension is not part of a number."""
    letters = _letters(text)
    is_extension = re.fullmatch(_EXTENSION_WORDS, letters, re.IGNORECASE)
    return len(letters) >= _SHORTEST_WORDS and not is_extension and not _TWO_SEPARATORS.search(text)


def _letters(text: str) -> str:
    return "".join(re.findall("[A-Z]", text.upper()))


def _digits(text: str) -> str:
    """The digits, in any script, as ASCII, after a plus sign where there is one."""
    plus = "+" if text.startswith("+") else ""
    return plus + "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())
