"""Values for any block, made up by walking its class: what is added later is tested without anybody thinking of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.utils.choices import flatten_choices
from jsonschema_rs import Draft202012Validator
from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from api.openapi.blocks import block_schema
from api.openapi.document import new_shapes
from api.rendering import CompactJSONRenderer

_PLAIN: dict[type[blocks.Block], Any] = {
    blocks.BooleanBlock: True,
    blocks.DateBlock: "2026-05-04",
    blocks.DateTimeBlock: "2026-05-04T10:00:00Z",
    blocks.DecimalBlock: "3.50",
    blocks.EmailBlock: "somebody@example.org",
    blocks.FloatBlock: 3.5,
    blocks.IntegerBlock: 3,
    blocks.RegexBlock: "abc",
    blocks.StaticBlock: None,
    blocks.TimeBlock: "10:00",
    blocks.URLBlock: "https://www.example.org/",
    blocks.Block: None,
}


class Inventor:
    """Makes up what is stored for blocks. ``words`` are those that it has used so far."""

    def __init__(self, choose: Callable[[type[Model]], Model]) -> None:
        """:param choose: an object of a model, for blocks in which one is chosen."""
        self.words: list[str] = []
        self._choose = choose
        self._numbers = count(1)

    def value(self, block: blocks.Block) -> Any:
        if isinstance(block, blocks.BaseStreamBlock):
            return [{"id": self._id(), "type": name, "value": self.value(child)} for name, child in _parts(block)]
        if isinstance(block, blocks.ListBlock):
            return [{"id": self._id(), "type": "item", "value": self.value(block.child_block)}]
        if isinstance(block, ImageBlock):
            return {**{name: self.value(child) for name, child in _parts(block)}, "decorative": False}
        if isinstance(block, blocks.BaseStructBlock):
            return {name: self.value(child) for name, child in _parts(block)}
        if isinstance(block, BaseTypedTableBlock):
            columns = [{"type": name, "heading": self._word()} for name, _ in _parts(block)]
            row = {"values": [self.value(child) for _, child in _parts(block)]}
            return {"columns": columns, "rows": [row], "caption": self._word()}
        if isinstance(block, TableBlock):
            return {"data": [[self._word()]], "table_header_choice": "neither"}
        if isinstance(block, blocks.ChooserBlock):
            return str(pk) if isinstance(pk := self._choose(block.model_class).pk, UUID) else pk
        if isinstance(block, BaseChoiceBlock):
            chosen = next(value for value, _ in flatten_choices(list(block.field.choices)) if value)
            return [chosen] if isinstance(block, blocks.MultipleChoiceBlock) else chosen
        if isinstance(block, blocks.RichTextBlock | blocks.RawHTMLBlock):
            return f"<p>{self._word()}</p>"
        plain = next(_PLAIN[cls] for cls in type(block).__mro__ if cls in _PLAIN)
        return self._word() if isinstance(block, blocks.CharBlock | blocks.TextBlock) else plain

    def _word(self) -> str:
        self.words.append(f"word{next(self._numbers)}")
        return self.words[-1]

    def _id(self) -> str:
        return str(UUID(int=next(self._numbers)))


def stream_fields() -> list[StreamField]:
    """Those of all page types."""
    models = [model for model in apps.get_models() if issubclass(model, Page)]
    return [field for model in models for field in model._meta.local_fields if isinstance(field, StreamField)]


def reachable(block: blocks.Block) -> Iterator[blocks.Block]:
    """The block, and all blocks that it is made of, at any depth."""
    yield block
    for _, child in _parts(block):
        yield from reachable(child)
    if isinstance(block, blocks.ListBlock):
        yield from reachable(block.child_block)


def schema_faults(block: blocks.Block, shown: Any) -> list[str]:
    """What is wrong with the representation of a block, as the description of the API has it."""
    shapes = new_shapes()
    schema = {**block_schema(shapes, block, "Block"), "components": {"schemas": shapes.schemas}}
    (sent,) = json.loads(CompactJSONRenderer().render([shown]))
    errors = Draft202012Validator(schema, validate_formats=True).iter_errors(sent)
    return [*shapes.undeclared, *(f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in errors)]


def _parts(block: Any) -> Iterator[tuple[str, blocks.Block]]:
    yield from getattr(block, "child_blocks", {}).items()
