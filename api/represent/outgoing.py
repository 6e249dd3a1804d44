"""Resolves whatever a field or block of any project returned: nothing raw or hidden is sent.

Each value of a response passes through :func:`resolve`. Objects become representations, those that are not public
become null, or are left out of lists; stored rich text becomes rich text for visitors. Plain text, numbers, dates and
the like pass unchanged. ``api.represent.blocks`` adds the values of blocks.
"""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from datetime import date, time, timedelta
from decimal import Decimal
from functools import singledispatch
from math import isfinite
from types import NoneType
from typing import Any
from uuid import UUID

from django.db.models import Manager, Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from wagtail.images.models import AbstractRendition
from wagtail.rich_text import RichText

from ..addresses import member_address
from ..rendering import CompactJSONRenderer
from ..router import absolute_url
from .references import get_references
from .representations import represent_public
from .rich_text import display_html
from .rich_text.display import DisplayHtml
from .withholding import StoredHtml, shown

Context = Mapping[str, Any] | None

# Occurs in stored rich text only: a link or an embed that is stored as a type and a key.
_STORED_REFERENCE = re.compile(r"<(?:a|embed)\s[^>]*\b(?:link|embed)type\s*=", re.IGNORECASE)


_PLAIN = (bool, int, float, NoneType, date, time, timedelta, Decimal, UUID)


class RawHtml(str):
    """HTML that staff typed into a field for HTML: it is sent unchanged."""


@singledispatch
def resolve(value: Any, context: Context) -> Any:
    """``value``, ready for a response.

    :param context: the context of the response, as serializers and blocks get it.
    :raises ValueError: for a number, or a string, that JSON cannot represent.
    :raises TypeError: for anything else that JSON cannot represent.
    """
    if not isinstance(value, _PLAIN) or (isinstance(value, float) and not isfinite(value)):
        CompactJSONRenderer().render(value)
    return value


def resolve_member(name: Any, value: Any, context: Context) -> Any:
    """The ``value`` of the member ``name``, ready for a response. A URL in it runs no script."""
    return member_address(name, resolve(value, context))


@resolve.register(str)
def _text(value: str, context: Context) -> str:
    """Text is sent unchanged, unless it is known to be rich text, or has markup that only occurs in stored rich
    text.
    """
    if not value.isascii():
        value.encode()
    if isinstance(value, StoredHtml) or ("<" in value and _STORED_REFERENCE.search(value)):
        return display_html(value, context)
    return value


@resolve.register(DisplayHtml)
@resolve.register(RawHtml)
def _finished(value: str, context: Context) -> str:
    return value


@resolve.register(Promise)
def _translation(value: Promise, context: Context) -> Any:
    return resolve(str(value), context)


@resolve.register(RichText)
def _rich_text(value: RichText, context: Context) -> Any:
    return display_html(value.source, context)


@resolve.register(Model)
def _object(value: Model, context: Context) -> Any:
    public = get_references(context).public(value)
    return None if public is None else represent_public(public, context)


@resolve.register(AbstractRendition)
def _rendition(value: AbstractRendition, context: Context) -> Any:
    """In the shape of Wagtail's own serializer field for renditions."""
    if shown(value, get_references(context)) is None:
        return None
    url = absolute_url(value.url, (context or {}).get("request"))
    return {"url": url, "full_url": url, "width": value.width, "height": value.height, "alt": value.alt}


@resolve.register(FieldFile)
def _file(value: FieldFile, context: Context) -> str | None:
    """Its URL, if the object that it belongs to is public."""
    if not value or shown(value.instance, get_references(context)) is None:
        return None
    return absolute_url(value.url, (context or {}).get("request"))


@resolve.register(Mapping)
def _mapping(value: Mapping[Any, Any], context: Context) -> dict[Any, Any]:
    return {_name(name): resolve_member(name, member, context) for name, member in value.items()}


def _name(name: Any) -> Any:
    """An object key for JSON."""
    return name if name is None or isinstance(name, str | int | float) else str(name)


@resolve.register(Manager)
def _manager(value: Manager, context: Context) -> list[Any]:
    return _items(value.all(), context)


@resolve.register(list)
@resolve.register(tuple)
@resolve.register(set)
@resolve.register(frozenset)
@resolve.register(QuerySet)
@resolve.register(Iterator)
@resolve.register(KeysView)
@resolve.register(ValuesView)
@resolve.register(ItemsView)
def _items(value: Any, context: Context) -> list[Any]:
    """The items; hidden objects are left out."""
    items = list(value)
    objects = [item for item in items if isinstance(item, Model)]
    if objects:
        get_references(context).prime((type(obj), obj.pk) for obj in objects if obj.pk is not None)
    resolved = ((item, resolve(item, context)) for item in items)
    return [made for item, made in resolved if made is not None or not isinstance(item, Model)]
