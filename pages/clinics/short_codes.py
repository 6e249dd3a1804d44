"""Short codes, such as 988: which of them can be called, and which accept text messages, by country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import phonenumbers
from phonenumbers import NumberParseException, ShortNumberCost, shortnumberinfo

from . import crisis_codes

SHORTEST, LONGEST = 2, 6


def can_be_called(code: str, country: str | None = None) -> bool:
    """Whether people in ``country`` can call ``code``. Without a country, whether it is a crisis line, an emergency
    number or a toll-free one anywhere.
    """
    if country is None:
        return _is_crisis_code(code, crisis_codes.VOICE) or _is_free_somewhere(code)
    return _is_crisis_code(code, crisis_codes.VOICE, country) or _is_voice_code(code, country)


def takes_messages(code: str, country: str | None = None) -> bool:
    """Whether people in ``country`` (any, without one) can send text messages to ``code``."""
    countries = [country] if country else shortnumberinfo.SUPPORTED_SHORT_REGIONS
    return is_crisis_text_code(code, country) or any(_is_message_code(code, each) for each in countries)


def is_crisis_text_code(code: str, country: str | None = None) -> bool:
    """Whether ``code`` is known as a crisis line for text messages."""
    return _is_crisis_code(code, crisis_codes.TEXT, country)


def _is_crisis_code(code: str, codes: Mapping[str, Iterable[str]], country: str | None = None) -> bool:
    countries = [country] if country else codes
    return any(code in codes.get(each, ()) for each in countries)


def _is_voice_code(code: str, country: str) -> bool:
    """Codes for one company's customers, and for messages, are excluded: in the United States libphonenumber takes any
    five or six digits for these.
    """
    number = _parse(code, country)
    if number is None or not shortnumberinfo.is_valid_short_number_for_region(number, country):
        return False
    return _is_free(code, country) or not (
        shortnumberinfo.is_sms_service_for_region(number, country)
        or shortnumberinfo.is_carrier_specific_for_region(number, country)
    )


@cache
def _is_free_somewhere(code: str) -> bool:
    return any(_is_free(code, country) for country in shortnumberinfo.SUPPORTED_SHORT_REGIONS)


def _is_free(code: str, country: str) -> bool:
    number = _parse(code, country)
    if number is None:
        return False
    cost = shortnumberinfo.expected_cost_for_region(number, country)
    return cost == ShortNumberCost.TOLL_FREE or shortnumberinfo.is_emergency_number(code, country)


def _is_message_code(code: str, country: str) -> bool:
    number = _parse(code, country)
    return number is not None and shortnumberinfo.is_sms_service_for_region(number, country)


def _parse(code: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(code, country)
    except NumberParseException:
        return None
