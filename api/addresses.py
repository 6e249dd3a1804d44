"""Addresses that staff, or scripts, have stored: what a frontend puts into ``href`` leads somewhere and runs nothing.

Forms check what they are given; a script that stores a value itself is checked by nobody. So it is looked at on the way
out: a column or a block that is declared as an address (by Django's ``URLValidator``, as every URL field is) is empty
for all code that makes answers where it holds no address of an allowed scheme, and a member of an answer that is named
as one is null where it would run a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.core.validators import URLValidator
from django.db.models import Model
from wagtail.blocks import Block

from .character_references import unescape

#: What the address of a link in a text may begin with.
SCHEMES = frozenset(["http", "https", "mailto", "sms", "tel"])

# What a value that is declared as an address may begin with besides: Django's validator lets it through.
_DECLARED = SCHEMES | {"ftp", "ftps"}
_SCRIPTS = frozenset(["data", "javascript", "vbscript"])
# What a browser may take for a document (RFC 2397); not “Data: all that we know”, and no picture of pixels.
_RUNS = re.compile(
    r"(?:javascript|vbscript):|data:(?!image/(?:avif|gif|jpeg|png|webp)[;,])[\w.+-]+/[^,]*,", re.IGNORECASE
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers leave most of them out, wherever they stand.
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_NAMES = re.compile(r"(?:href|src|ur[il]|link|location|sameas|@id)s?$", re.IGNORECASE)


class _Column(NamedTuple):
    name: str
    schemes: frozenset[str]
    empty: str | None


def is_safe(address: str, schemes: Iterable[str] = SCHEMES) -> bool:
    """Whether following ``address`` cannot run a script: a path, or an address with one of the schemes."""
    scheme = scheme_of(address)
    return scheme is None or scheme in schemes


def runs_script(address: str) -> bool:
    """Whether a browser that follows ``address`` would run what stands in it."""
    return _RUNS.match(_as_browsers_read(address)) is not None


def scheme_of(address: str) -> str | None:
    """In small letters; None for a path."""
    found = _SCHEME.match(_as_browsers_read(address))
    return found[1].lower() if found else None


def _as_browsers_read(address: str) -> str:
    """Without what they leave out, also where a careless frontend puts it into HTML as it is."""
    return _CONTROLS.sub("", unescape(address))


def empty_unsafe_columns(instance: Model) -> None:
    """Empties those columns of ``instance`` that are declared as addresses and hold none of an allowed scheme. For
    objects that an answer is made of, and that nobody saves: the database keeps what it has.
    """
    values = instance.__dict__
    for column in _columns(type(instance)):
        value = values.get(column.name)
        if isinstance(value, str) and value and not is_safe(value, column.schemes):
            values[column.name] = column.empty


def block_address(block: Block, value: str) -> str:
    """``value`` of a block; empty where the block is declared as an address and ``value`` is none of an allowed
    scheme.
    """
    schemes = _declared_schemes(getattr(getattr(block, "field", None), "validators", ()))
    return value if schemes is None or is_safe(value, schemes) else ""


def member_address(name: Any, value: Any) -> Any:
    """``value`` of a member of an answer; null, or without such items, where it is named as an address and would run a
    script.
    """
    if not isinstance(value, str | list) or not isinstance(name, str) or not _names_address(name):
        return value
    if isinstance(value, str):
        return None if runs_script(value) else value
    return [item for item in value if not (isinstance(item, str) and runs_script(item))]


@lru_cache(maxsize=4096)
def _names_address(name: str) -> bool:
    return _NAMES.search(name) is not None


@cache
def _columns(model: type[Model]) -> tuple[_Column, ...]:
    found = ((field, _declared_schemes(field.validators)) for field in model._meta.concrete_fields)
    return tuple(
        _Column(field.attname, schemes, None if field.null else "") for field, schemes in found if schemes is not None
    )


def _declared_schemes(validators: Iterable[Any]) -> frozenset[str] | None:
    """The schemes that an address so validated may have; None for what is not declared as an address."""
    declared = [validator for validator in validators if isinstance(validator, URLValidator)]
    if not declared:
        return None
    return _DECLARED.union(*(map(str.lower, validator.schemes) for validator in declared)) - _SCRIPTS
