"""The spelling of a number around its digits: with prefixes, brackets and an extension."""

from __future__ import annotations

import re
from functools import cache

from ..clinics.telephone_spelling import EXTENSION

_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
# At most one separator between two parts of a number: "1. 951 …" is the first line of a list.
_SIGN = f"{_INVISIBLE}*[\\s\\-./·\u2010-\u2015\u2212]?{_INVISIBLE}*"
# Longer than any prefix of a number, so that what precedes the prefix is checked, too.
_LONGEST_BEGINNING = 24
_CLOSING = re.compile(rf"{_SIGN}\)")


def as_written(text: str, place: slice, country_code: str) -> str:
    """The whole number in ``text``, on one line and without invisible characters.

    :param place: the position of its national digits, or of its digits and letters.
    """
    before = text[max(0, place.start - _LONGEST_BEGINNING) : place.start]
    beginning = _beginning(country_code).search(before)
    written = (beginning[0] if beginning else "") + text[place]
    end = place.stop
    if written.count("(") > written.count(")"):
        closing = _CLOSING.match(text, end)
        written, end = (written + closing[0], closing.end()) if closing else (written.replace("(", "", 1), end)
    extension = EXTENSION.match(text, end)
    whole = written + (extension[0] if extension else "")
    return " ".join(re.sub(_INVISIBLE, "", whole).split())


@cache
def _beginning(country_code: str) -> re.Pattern[str]:
    """A prefix, and a bracket, at the end of a text."""
    abroad = rf"\(?(?:\+|00){_SIGN}{country_code}{_SIGN}\)?{_SIGN}(?:\(0\)|0)?{_SIGN}"
    at_home = rf"\((?:{country_code}|[018])\){_SIGN}|\(?(?:{country_code}|[018]){_SIGN}"
    return re.compile(rf"(?<![\d+])(?:{abroad}|{at_home})?(?:\(\s?)?\Z")
