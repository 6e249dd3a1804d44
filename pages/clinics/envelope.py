"""Postal addresses as lines, as on an envelope in the address's country."""

from __future__ import annotations

import re
from functools import cache

from .address import PostalAddress, address_rules, is_latin

_PARTS = {"A": "street_address", "C": "locality", "S": "region", "Z": "postal_code"}
#: City states have their name in the template.
_WORD = re.compile("[A-Z]{3,}")
_USUAL = "%A%n%Z %C%n%S"
#: The prefix of a country's postal codes, which is dropped without a code.
_BEFORE_POSTAL_CODE = re.compile(r"(?:[A-Z]{2}-|〒)(?=%Z)")


def format_address(address: PostalAddress) -> list[str]:
    """The lines of an envelope, in the order of the address's country and script, without the country itself.

    They contain all that staff typed; a region with the same name as the town is not repeated.
    """
    lines: list[str] = []
    for template in _envelope(address).split("%n"):
        filled = re.sub("%(.)", lambda match: _part(address, match[1]), template)
        lines += [line for line in map(_tidy, filled.splitlines()) if line]
    return lines


def _envelope(address: PostalAddress) -> str:
    """The template for an address, with a placeholder for each part that it has."""
    template = _template(address.country, is_latin(f"{address.street_address}{address.locality}{address.region}"))
    if not address.postal_code:
        template = _BEFORE_POSTAL_CODE.sub("", template)
    stands_in_template = address.locality.upper() in _WORD.findall(template)
    if address.locality and "%C" not in template and not stands_in_template:
        template = _with_locality(template)
    return _with_region(template, address)


def _with_locality(template: str) -> str:
    """The town is next to the region, which is the larger of the two: after it if larger units come first."""
    if "%S" not in template:
        return template.replace("%A", "%A%n%C")
    is_larger_first = template.index("%S") < template.index("%A")
    if is_larger_first:
        return template.replace("%S", "%S%C")
    return template.replace(", %S", ", %C, %S") if ", %S" in template else template.replace("%S", "%C%n%S")


def _with_region(template: str, address: PostalAddress) -> str:
    if address.region and "%S" not in template:
        template = f"{template}%n%S"
    if address.postal_code and "%Z" not in template:
        template = f"{template}%n%Z"
    return template


@cache
def _template(country: str, latin: bool) -> str:
    """The library's template for the script; the usual order for an unknown country."""
    rules = address_rules(country)
    if rules is None:
        return _USUAL
    return rules.address_latin_format if latin else rules.address_format


def _part(address: PostalAddress, code: str) -> str:
    if code == "A":
        return "\n".join(address.street_lines)
    if code == "S" and address.region.casefold() == address.locality.casefold():
        return ""
    return getattr(address, _PARTS[code]) if code in _PARTS else ""


def _tidy(line: str) -> str:
    """The line without the separators of an empty part."""
    return re.sub(r",(?:\s*,)+", ",", re.sub(r"\s+", " ", line)).strip(" ,-/")
