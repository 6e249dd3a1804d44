"""Telephone numbers: read as people write them, stored as E.164 or as a short code, shown as people know them."""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, shortnumberinfo

STORED_FORM = r"^(\+[1-9][0-9]{6,14}|[0-9]{3,6})$"
LONGEST_SHORT_CODE = 6


class InvalidTelephone(ValueError):  # noqa: N818  (named as Django and DRF name theirs)
    """What was written is no number; its text is a sentence that says how to write one."""


@dataclass(frozen=True)
class TelephoneNumber:
    """:param number: E.164 such as ``+19515550142``, or a short code such as ``988``."""

    number: str

    @classmethod
    def parse(cls, text: str, country: str | None = None) -> TelephoneNumber:
        """The number that a person wrote.

        :param country: the ISO 3166-1 alpha-2 code of the country whose numbers may be written without a country
            code, and whose short codes are meant. Without it, a short code of any country will do.
        :raises InvalidTelephone: when there is no such number.
        """
        text = text.strip()
        return cls(_short_code(text, country) or _e164(text, country))

    def display(self, country: str | None = None) -> str:
        """The number as it is read and dialled in ``country``: with its country code where it belongs to another."""
        parsed = _parse(self.number, None)
        if parsed is None:
            return self.number
        at_home = country and phonenumbers.country_code_for_region(country) == parsed.country_code
        return _format(parsed, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL)

    @property
    def href(self) -> str:
        """A ``tel:`` URI for a link (RFC 3966), of a fax number too."""
        return f"tel:{self.number}"


def _short_code(text: str, country: str | None) -> str | None:
    digits = phonenumbers.normalize_digits_only(text)
    if text.startswith("+") or any(map(str.isalpha, text)) or not 3 <= len(digits) <= LONGEST_SHORT_CODE:
        return None
    countries = [country] if country else shortnumberinfo.SUPPORTED_SHORT_REGIONS
    is_known = any(_is_short_code(digits, country) for country in countries)
    return digits if is_known else None


def _is_short_code(digits: str, country: str) -> bool:
    parsed = _parse(digits, country)
    return parsed is not None and shortnumberinfo.is_valid_short_number_for_region(parsed, country)


def _e164(text: str, country: str | None) -> str:
    if not country and not text.startswith("+"):
        raise InvalidTelephone(
            _("Write the number with “+” and its country's code, such as %(example)s.")
            % {"example": _example("US", PhoneNumberFormat.INTERNATIONAL)}
        )
    parsed = _parse(text, country)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        raise InvalidTelephone(
            _(
                "“%(text)s” is not a number that can be called. "
                "Write it with its area code, such as %(national)s or %(international)s."
            )
            % {
                "text": text,
                "national": _example(country, PhoneNumberFormat.NATIONAL),
                "international": _example(country, PhoneNumberFormat.INTERNATIONAL),
            }
        )
    if parsed.extension:
        raise InvalidTelephone(
            _("Leave out the extension %(extension)s: not every telephone can dial it. Name it in the label.")
            % {"extension": parsed.extension}
        )
    return _format(parsed, PhoneNumberFormat.E164)


def _example(country: str | None, form: int) -> str:
    example = phonenumbers.example_number(country or "US") or phonenumbers.example_number("US")
    return _format(example, form)


def _parse(text: str, country: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country)
    except NumberParseException:
        return None


def _format(number: PhoneNumber, form: int) -> str:
    return phonenumbers.format_number(number, form)
