"""Current and former numbers of clinics, and their occurrences in a text, however they are spelled there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import phonenumbers
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from api.character_references import unescape

from ..clinics.telephone import TelephoneNumber
from ..models.clinic_telephone import Telephone
from ..models.former_number import FormerNumber
from .written import as_written

#: What may separate two digits of a number: punctuation, invisible characters, and ends of elements.
_BETWEEN = "[\\s\\-.()/·\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060\u2212\ufeff]{0,4}"
_RUN = re.compile(rf"\d(?:{_BETWEEN}\d)+")
_TAG = re.compile(r"<[^>]*>")
_HREF = re.compile(r'href="(?:tel|sms):([^"]*)"')
_TRUNK_PREFIXES = ("0", "1", "8")
# Of 00 and a country code. Longer runs are another number.
_LONGEST_PREFIX = 5


class KnownNumber(NamedTuple):
    """A number of a clinic. ``given_up_at`` is set if the clinic no longer has it."""

    stored: str
    clinic_title: str
    given_up_at: datetime | None = None

    def describe(self, written: str) -> str:
        """A sentence for staff on a number that is ``written`` somewhere."""
        values = {"written": written, "clinic": self.clinic_title}
        if self.given_up_at is None:
            return (
                _(
                    "“%(written)s” is typed here and is a number of %(clinic)s. It will not be updated when that "
                    "number changes."
                )
                % values
            )
        values["date"] = date_format(self.given_up_at, "DATE_FORMAT")
        return _("“%(written)s” was a number of %(clinic)s until %(date)s. It no longer reaches the clinic.") % values


class Found(NamedTuple):
    """:param written: the number's spelling in the text."""

    written: str
    known: KnownNumber


def known_numbers() -> list[KnownNumber]:
    """Current numbers of clinics, and former ones that none has now. Short codes belong to nobody."""
    rows = Telephone.objects.filter(number__startswith="+").values_list("number", "clinic__title").order_by("pk")
    current = [KnownNumber(number, title) for number, title in rows]
    digits = {TelephoneNumber(known.stored).number for known in current}
    former = FormerNumber.objects.exclude(number__in=digits).order_by("pk")
    return [*current, *(KnownNumber(row.number, row.clinic_title, row.given_up_at) for row in former)]


class NumberFinder:
    """Finds known numbers in texts."""

    def __init__(self, known: Iterable[KnownNumber]) -> None:
        self._by_digits: dict[str, KnownNumber] = {}
        self._country_codes: dict[str, str] = {}
        self._with_words: list[tuple[re.Pattern[str], KnownNumber]] = []
        for each in known:
            self._add(each)

    @property
    def endings(self) -> set[str]:
        """The spellings of the last digits, one of which is in every text with a number."""
        endings: set[str] = set()
        for digits in self._by_digits:
            last = digits[-4:]
            endings |= {last, *(f"{last[:2]}{sign}{last[2:]}" for sign in (" ", "-", ".", "\u00a0", r"\u00a0"))}
        words = [TelephoneNumber(known.stored).words[-4:] for _pattern, known in self._with_words]
        return endings | {spelled for word in words for spelled in (word, word.lower(), word.capitalize())}

    def find(self, text: str) -> list[Found]:
        """Each known number in ``text``, which may be plain or rich, once."""
        found = {each.known.stored: each for reading in reversed(_readings(text)) for each in self._find(reading)}
        return list(found.values())

    def _add(self, known: KnownNumber) -> None:
        telephone = TelephoneNumber(known.stored)
        parsed = phonenumbers.parse(telephone.number, None)
        significant = phonenumbers.national_significant_number(parsed)
        self._by_digits.setdefault(significant, known)
        self._country_codes.setdefault(significant, str(parsed.country_code))
        if telephone.words:
            signs = [*significant[: -len(telephone.words)], *telephone.words]
            self._with_words.append((re.compile(_BETWEEN.join(signs), re.IGNORECASE), known))

    def _find(self, text: str) -> Iterator[Found]:
        lengths = {len(digits) for digits in self._by_digits}
        for run in _RUN.finditer(text):
            places = [place for place in range(run.start(), run.end()) if text[place].isdecimal()]
            digits = "".join(str(int(text[place])) for place in places)
            for length in lengths:
                for first in range(len(digits) - length + 1):
                    known = self._by_digits.get(digits[first : first + length])
                    if known and self._stands_alone(text, places, digits, first, length):
                        country_code = self._country_codes[digits[first : first + length]]
                        place = slice(places[first], places[first + length - 1] + 1)
                        yield Found(as_written(text, place, country_code), known)
        for pattern, known in self._with_words:
            for match in pattern.finditer(text):
                country_code = str(phonenumbers.parse(TelephoneNumber(known.stored).number, None).country_code)
                yield Found(as_written(text, slice(*match.span()), country_code), known)

    def _stands_alone(self, text: str, places: list[int], digits: str, first: int, length: int) -> bool:
        """Whether the digits are not part of a longer number, apart from prefixes."""
        end = places[first + length - 1] + 1
        if text[end : end + 1].isdecimal():
            return False
        start = places[first]
        before = re.search(r"\d*\Z", text[max(0, start - _LONGEST_PREFIX - 1) : start])
        country_code = self._country_codes[digits[first : first + length]]
        return (before[0] if before else "") in ("", country_code, *_TRUNK_PREFIXES, f"00{country_code}")


def _readings(text: str) -> list[str]:
    """The text as people read it, and the targets of its ``tel:`` links."""
    if "<" not in text:
        return [text]
    end = text.rfind(">") + 1  # no tag begins after it
    read = _TAG.sub("\u200b", text[:end]) + text[end:]
    return [unescape(each) for each in (read, *_HREF.findall(text))]
