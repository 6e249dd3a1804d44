"""Safe URLs in responses: what a frontend puts into ``href`` never runs a script.

Forms validate what staff type, but a script may store anything, so URLs are checked when they are sent. A column or
block that is declared as a URL (by Django's ``URLValidator``, as every URL field is) reads as empty if its scheme is
not allowed, and a member of a response whose name says that it is a URL is null if it would run a script.
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

#: Schemes of links in rich text.
SCHEMES = frozenset(["http", "https", "mailto", "sms", "tel"])

# Further schemes of values declared as URLs: Django's validator accepts them.
_DECLARED = SCHEMES | {"ftp", "ftps"}
_SCRIPTS = frozenset(["data", "javascript", "vbscript"])
# What a browser may open as a document (RFC 2397); not “Data: all that we know”, nor bitmap images.
_RUNS = re.compile(
    r"(?:javascript|vbscript):|data:(?!image/(?:avif|gif|jpeg|png|webp)[;,])[\w.+-]+/[^,]*,", re.IGNORECASE
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers ignore most of them, wherever they are.
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_NAMES = re.compile(r"(?:href|src|ur[il]|link|location|sameas|@id)s?$", re.IGNORECASE)


class _Column(NamedTuple):
    name: str
    schemes: frozenset[str]
    empty: str | None


def is_safe(address: str, schemes: Iterable[str] = SCHEMES) -> bool:
    """Whether following ``address`` cannot run a script: it is a path or has one of these schemes."""
    scheme = scheme_of(address)
    return scheme is None or scheme in schemes


def runs_script(address: str) -> bool:
    """Whether a browser that follows ``address`` would run code that it contains."""
    return _RUNS.match(_as_browsers_read(address)) is not None


def scheme_of(address: str) -> str | None:
    """The scheme in lower case; None for a path."""
    found = _SCHEME.match(_as_browsers_read(address))
    return found[1].lower() if found else None


def _as_browsers_read(address: str) -> str:
    """The URL without characters that browsers ignore, also when a careless frontend puts it into HTML unescaped."""
    return _CONTROLS.sub("", unescape(address))


def empty_unsafe_columns(instance: Model) -> None:
    """Empty the columns of ``instance`` that are declared as URLs but have no allowed scheme. Only for objects that are
    read for a response and never saved: the database is not changed.
    """
    values = instance.__dict__
    for column in _columns(type(instance)):
        value = values.get(column.name)
        if isinstance(value, str) and value and not is_safe(value, column.schemes):
            values[column.name] = column.empty


def block_address(block: Block, value: str) -> str:
    """The ``value`` of a block; empty if the block is declared as a URL and the scheme of ``value`` is not allowed."""
    schemes = _declared_schemes(getattr(getattr(block, "field", None), "validators", ()))
    return value if schemes is None or is_safe(value, schemes) else ""


def member_address(name: Any, value: Any) -> Any:
    """The ``value`` of a member of a response; null, or without the items in question, if its name says that it is a
    URL and it would run a script.
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
    """The schemes that the validator of a URL allows; None for what is not declared as a URL."""
    declared = [validator for validator in validators if isinstance(validator, URLValidator)]
    if not declared:
        return None
    return _DECLARED.union(*(map(str.lower, validator.schemes) for validator in declared)) - _SCRIPTS
