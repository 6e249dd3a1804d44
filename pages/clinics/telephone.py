"""Telephone numbers: parsed from any common notation, stored as dialled, displayed by local conventions.

Stored forms: ``+19515550142`` (E.164), ``+19515550142;ext=12`` (with an extension, as in RFC 3966), ``+1800662HELP``
(letters on the telephone keypad for the last digits), ``988`` (a short code to call), ``sms:741741`` (a short code that
accepts text messages, and cannot be called).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import quote

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import CountryCodeSource, NumberParseException, PhoneNumber, PhoneNumberFormat

from . import short_codes
from .telephone_spelling import Spelling, plain, read_number, read_short_code

STORED_FORM = r"^(\+[1-9][0-9]{1,14}[A-Z]{0,12}(;ext=[0-9]{1,7})?|(sms:)?[0-9]{2,6})$"
LONGEST_STORED = 40
_MESSAGES = "sms:"
_EXTENSION = ";ext="

TelephoneKind = Literal["voice", "text"]


class InvalidTelephone(ValueError):  # noqa: N818  (named as Django and DRF name theirs)
    """The input is not a number that can be dialled; the message says how to write one."""


@dataclass(frozen=True)
class TelephoneNumber:
    """:param stored: one of the stored forms."""

    stored: str

    @classmethod
    def parse(cls, text: str, country: str | None = None) -> TelephoneNumber:
        """Parse a number to call, or the code of a crisis line that accepts text messages.

        :param country: the ISO 3166-1 alpha-2 code of the country whose numbers may lack a country code, and whose
            short codes are meant. Without it, short codes of crisis lines and emergency numbers of any country are
            accepted.
        :raises InvalidTelephone: if the input cannot be dialled as it is written.
        """
        text = plain(text)
        if text.startswith(_MESSAGES):
            return cls.parse_for_messages(text, country)
        code = read_short_code(text)
        if code and _may_be_short(code):
            if short_codes.can_be_called(code, country):
                return cls(code)
            if short_codes.is_crisis_text_code(code, country):
                return cls(f"{_MESSAGES}{code}")
        return cls(_read_long(text, country))

    @classmethod
    def parse_for_messages(cls, text: str, country: str | None = None) -> TelephoneNumber:
        """Parse a number or short code that accepts text messages. Parameters and errors are those of :meth:`parse`."""
        text = plain(text).removeprefix(_MESSAGES)
        code = read_short_code(text)
        if code and _may_be_short(code):
            if short_codes.takes_messages(code, country):
                return cls(f"{_MESSAGES}{code}")
            raise InvalidTelephone(
                _("“%(text)s” is not a short code for text messages. Enter one such as 741741.") % {"text": text}
            )
        number = cls(_read_long(text, country))
        if number.extension:
            raise InvalidTelephone(_("Text messages cannot be sent to an extension. Remove it."))
        return number

    @property
    def kind(self) -> TelephoneKind:
        """``voice`` for a number to call; ``text`` for a code that only accepts text messages."""
        if self.stored.startswith(_MESSAGES):
            return "text"
        is_text = short_codes.is_crisis_text_code(self.stored) and not short_codes.can_be_called(self.stored)
        return "text" if is_text else "voice"

    @cached_property
    def number(self) -> str:
        """E.164 such as ``+19515550142``, without an extension; or the digits of a short code."""
        body = self.stored.removeprefix(_MESSAGES).partition(_EXTENSION)[0]
        return phonenumbers.convert_alpha_characters_in_number(body) if self.words else body

    @property
    def extension(self) -> str:
        return self.stored.partition(_EXTENSION)[2]

    @property
    def words(self) -> str:
        """The letters at its end, in place of digits; empty without any."""
        return "".join(sign for sign in self.stored.partition(_EXTENSION)[0] if sign.isupper())

    @property
    def digits(self) -> TelephoneNumber:
        """The number without its extension, and with digits in place of letters."""
        return TelephoneNumber(self.number)

    def display(self, country: str | None = None) -> str:
        """The number as it is read and dialled in ``country``: with its country code if it belongs to another."""
        parsed = _parse(self.number, None)
        if parsed is None:
            return self.number
        parsed.extension = self.extension or None
        at_home = country and phonenumbers.country_code_for_region(country) == parsed.country_code
        shown = _format(parsed, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL)
        return _with_words(shown, self.words) if self.words and not self.extension else shown

    @property
    def href(self) -> str:
        """A ``tel:`` URI for a link (RFC 3966), of a fax number too; an ``sms:`` URI (RFC 5724) of a code for text
        messages.
        """
        if self.kind == "text":
            return self.message_href()
        return f"tel:{self.number}{_EXTENSION}{self.extension}" if self.extension else f"tel:{self.number}"

    def message_href(self, message: str = "") -> str:
        """An ``sms:`` URI that begins a text message, with its text if there is any."""
        return f"sms:{self.number}?body={quote(message, safe='')}" if message else f"sms:{self.number}"


def _may_be_short(code: str) -> bool:
    return short_codes.SHORTEST <= len(code) <= short_codes.LONGEST


def _read_long(text: str, country: str | None) -> str:
    if not country and not text.startswith("+"):
        raise InvalidTelephone(
            _(
                "“%(text)s” cannot be dialled from everywhere. Enter the number with “+” and its country code, "
                "such as %(example)s, or a short code such as 988."
            )
            % {"text": text, "example": _example("US", PhoneNumberFormat.INTERNATIONAL)}
        )
    spelling = read_number(text)
    parsed = _dialled(spelling, country) if spelling else None
    if spelling is None or parsed is None:
        raise InvalidTelephone(
            _(
                "“%(text)s” is not a valid telephone number. Enter it with its area code, such as %(national)s "
                "or %(international)s."
            )
            % {
                "text": text,
                "national": _example(country, PhoneNumberFormat.NATIONAL),
                "international": _example(country, PhoneNumberFormat.INTERNATIONAL),
            }
        )
    e164 = _format(parsed, PhoneNumberFormat.E164)
    if spelling.words:
        e164 = e164[: -len(spelling.words)] + spelling.words
    return f"{e164}{_EXTENSION}{spelling.extension}" if spelling.extension else e164


def _dialled(spelling: Spelling, country: str | None) -> PhoneNumber | None:
    """What a telephone in ``country`` reaches by exactly these digits; None if there is no such number."""
    digits = spelling.digits + phonenumbers.convert_alpha_characters_in_number(spelling.words)
    parsed = _parse(digits, country)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return None
    with_country_code = (CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN, CountryCodeSource.FROM_NUMBER_WITH_IDD)
    if parsed.country_code_source in with_country_code or digits in _national_digits(parsed, country):
        return parsed
    return None


def _national_digits(number: PhoneNumber, country: str | None) -> set[str]:
    """The digits to dial ``number`` within its country. Without the 0 that most countries put before the area code they
    would be a local number of the caller's.
    """
    significant = phonenumbers.national_significant_number(number)
    prefix = phonenumbers.ndd_prefix_for_region(country, True) or "" if country else ""
    return {
        phonenumbers.normalize_digits_only(_format(number, PhoneNumberFormat.NATIONAL)),
        f"{prefix}{significant}",
    }


def _with_words(shown: str, words: str) -> str:
    """The number with letters in place of its last digits: "+1 800-662-HELP"."""
    first = [place for place, sign in enumerate(shown) if sign.isdecimal()][-len(words)]
    return shown[:first] + words


def _example(country: str | None, form: int) -> str:
    example = phonenumbers.example_number(country or "US") or phonenumbers.example_number("US")
    return _format(example, form)


def _parse(text: str, country: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country, keep_raw_input=True)
    except NumberParseException:
        return None


def _format(number: PhoneNumber, form: int) -> str:
    return phonenumbers.format_number(number, form)
