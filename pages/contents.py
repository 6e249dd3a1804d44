"""The streams of a page in a response: represented once, in one pass, with their outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block

from api.contract.serializers import ObjectField
from api.represent.blocks import represent_block

from . import headings
from .headings import Outline, TableOfContentsEntry

CONTEXT_NAME = "contents"


@dataclass
class Contents:
    """The represented streams of one page, by the name of the field, and its headings."""

    outline: Outline = field(default_factory=Outline)
    streams: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def contents_of(page: Model, context: dict[str, Any]) -> Contents:
    """The contents of ``page``, built once per response. ``page.stream_fields`` has the order."""
    made = context.setdefault(CONTEXT_NAME, {})
    if id(page) not in made:
        made[id(page)] = page, _represent(page, context)  # kept, so that no other page gets its id
    return made[id(page)][1]


def _represent(page: Model, context: Mapping[str, Any]) -> Contents:
    contents = Contents()
    within_page = {**context, "page": page, headings.CONTEXT_NAME: contents.outline}
    for name in page.stream_fields:
        value = getattr(page, name)
        contents.streams[name] = represent_block(value.stream_block, value, within_page)
    return contents


def blocks_in(model: type[Model], shown: Mapping[str, Any]) -> Iterator[tuple[Block, Any]]:
    """The blocks of the page's streams, in reading order, each with its value as the API sends it.

    :param shown: streams by the name of the field: a page's document, or ``Contents.streams``.
    """
    for name in model.stream_fields:
        children = model._meta.get_field(name).stream_block.child_blocks
        for block in shown.get(name) or ():
            yield children[block["type"]], block["value"]


class ContentsField(ObjectField):
    """The blocks of one of the page's streams."""

    def to_representation(self, page: Model) -> list[dict[str, Any]]:
        return contents_of(page, self.context).streams[self.field_name]


class TableOfContentsField(ObjectField):
    """The headings in all streams of the page, nested by level."""

    def to_representation(self, page: Model) -> list[TableOfContentsEntry]:
        return contents_of(page, self.context).outline.table_of_contents()
