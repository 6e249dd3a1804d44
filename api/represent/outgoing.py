"""What leaves: whatever a field or a block of any project has returned, without what is raw or hidden in it.

Each value of an answer passes through :func:`resolve`, whoever made it. Objects become representations, those that a
visitor may not see become null, or are left out of lists; stored rich text becomes rich text for visitors. Plain text,
numbers, dates and the like pass as they are. ``api.represent.blocks`` adds the values of blocks.
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

# What stands in stored rich text and nowhere else: a link or an embed that is kept as a type and a key.
_STORED_REFERENCE = re.compile(r"<(?:a|embed)\s[^>]*\b(?:link|embed)type\s*=", re.IGNORECASE)


_PLAIN = (bool, int, float, NoneType, date, time, timedelta, Decimal, UUID)


class RawHtml(str):
    """HTML that staff have typed as HTML, in a place that is there for that: it leaves as they typed it."""


@singledispatch
def resolve(value: Any, context: Context) -> Any:
    """``value`` as an answer may hold it.

    :param context: that of the answer, as serializers and blocks are given it.
    :raises ValueError: for a number, or a text, that JSON does not have.
    :raises TypeError: for anything else that cannot be said in JSON.
    """
    if not isinstance(value, _PLAIN) or (isinstance(value, float) and not isfinite(value)):
        CompactJSONRenderer().render(value)
    return value


def resolve_member(name: Any, value: Any, context: Context) -> Any:
    """``value`` of the member ``name`` as an answer may hold it. An address in it runs no script."""
    return member_address(name, resolve(value, context))


@resolve.register(str)
def _text(value: str, context: Context) -> str:
    """Text is sent as it is, unless it is known to be rich text, or has what only that has."""
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
    """In the shape of Wagtail's own field for renditions."""
    if shown(value, get_references(context)) is None:
        return None
    url = absolute_url(value.url, (context or {}).get("request"))
    return {"url": url, "full_url": url, "width": value.width, "height": value.height, "alt": value.alt}


@resolve.register(FieldFile)
def _file(value: FieldFile, context: Context) -> str | None:
    """Its address, where the object that it belongs to may be seen."""
    if not value or shown(value.instance, get_references(context)) is None:
        return None
    return absolute_url(value.url, (context or {}).get("request"))


@resolve.register(Mapping)
def _mapping(value: Mapping[Any, Any], context: Context) -> dict[Any, Any]:
    return {_name(name): resolve_member(name, member, context) for name, member in value.items()}


def _name(name: Any) -> Any:
    """A name as JSON has it."""
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
    """The items; objects that a visitor may not see are left out, as if they were not there."""
    items = list(value)
    objects = [item for item in items if isinstance(item, Model)]
    if objects:
        get_references(context).prime((type(obj), obj.pk) for obj in objects if obj.pk is not None)
    resolved = ((item, resolve(item, context)) for item in items)
    return [made for item, made in resolved if made is not None or not isinstance(item, Model)]
