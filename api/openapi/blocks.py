"""Streams, and every block in them: what ``api.represent.blocks`` makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.choices import CallableChoiceIterator, flatten_choices
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.coreutils import resolve_model_string
from wagtail.images.blocks import ImageBlock

from ..represent.blocks import _rich_text as represent_rich_text
from ..represent.blocks import says_itself
from .references import reference, reference_or_null
from .shapes import (
    NULL,
    PREFIX,
    Schema,
    Shapes,
    array,
    closed_object,
    is_declared,
    nullable,
    return_annotation,
    summary_of,
    union,
)

TEXT: Schema = {"type": "string"}
ITEM_ID: Schema = {"anyOf": [{"type": "string", "format": "uuid"}, NULL], "description": "Stays the same for good."}


def stream_schema(shapes: Shapes, block: blocks.BaseStreamBlock, owner: str) -> Schema:
    """A list of the blocks of a stream, told apart by ``type``.

    :param owner: a name for the stream, where its class has none of its own.
    """
    own_class = not type(block).__module__.startswith("wagtail.")
    name = type(block).__name__ if own_class else owner
    members = {child_name: _item(shapes, child, name) for child_name, child in block.child_blocks.items()}
    if not members:
        return {"type": "array", "maxItems": 0}
    choice: Schema = {
        "oneOf": list(members.values()),
        "discriminator": {"propertyName": "type", "mapping": {name: ref["$ref"] for name, ref in members.items()}},
    }
    if description := summary_of(type(block)) if own_class else "":
        choice = {"description": description, **choice}
    return array({"$ref": PREFIX + shapes.add(choice, [name, f"{owner}Stream"])})


def block_schema(shapes: Shapes, block: blocks.Block, place: str) -> Schema:
    """The value of a block. One that says itself what it looks like is taken at its word."""
    if says_itself(block):
        annotation = return_annotation(type(block).get_api_representation)
        if is_declared(annotation):
            return shapes.of_type(annotation, place)
        if not isinstance(block, blocks.BaseStreamBlock):
            return shapes.missing(
                place, f"has a block {type(block).__name__} whose get_api_representation does not say what it returns"
            )
    for block_class, describe in _STOCK_BLOCKS.items():
        if isinstance(block, block_class):
            return describe(shapes, block, place)
    return shapes.missing(place, f"has a block {type(block).__name__}, whose shape is not known")


def _item(shapes: Shapes, block: blocks.Block, stream: str) -> Schema:
    camel = "".join(part.title() for part in block.name.split("_"))
    schema = closed_object(
        {"id": ITEM_ID, "type": {"const": block.name}, "value": block_schema(shapes, block, f"{stream}.{block.name}")},
        description=summary_of(type(block)) if not type(block).__module__.startswith("wagtail.") else "",
    )
    return {"$ref": PREFIX + shapes.add(schema, [f"{camel}Block", f"{stream}{camel}Block"])}


def _stream(shapes: Shapes, block: blocks.BaseStreamBlock, place: str) -> Schema:
    return stream_schema(shapes, block, "".join(part.title() for part in place.replace(".", "_").split("_")))


def _list(shapes: Shapes, block: blocks.ListBlock, place: str) -> Schema:
    value = block_schema(shapes, block.child_block, f"{place}[]")
    return array(closed_object({"id": ITEM_ID, "type": {"const": "item"}, "value": value}))


def _struct(shapes: Shapes, block: blocks.BaseStructBlock, place: str) -> Schema:
    """A part that was added after content was stored has its default there, which may be null."""
    return closed_object(
        {
            name: _with_null(block_schema(shapes, child, f"{place}.{name}"), child)
            for name, child in block.child_blocks.items()
        }
    )


def _with_null(schema: Schema, block: blocks.Block) -> Schema:
    holds_parts = isinstance(block, blocks.BaseStructBlock | blocks.BaseStreamBlock | blocks.ListBlock)
    return schema if holds_parts or block.meta.default is not None else nullable(schema)


def _image(shapes: Shapes, block: ImageBlock, place: str) -> Schema:
    image = reference(shapes, resolve_model_string(block.child_blocks["image"].target_model))
    return nullable(closed_object({"image": image, "alt_text": TEXT, "decorative": {"type": "boolean"}}))


def _chooser(shapes: Shapes, block: blocks.ChooserBlock, place: str) -> Schema:
    return reference_or_null(shapes, resolve_model_string(block.target_model))


def _rich_text(shapes: Shapes, block: blocks.RichTextBlock, place: str) -> Schema:
    return shapes.of_result(represent_rich_text, place)


def _choice(shapes: Shapes, block: blocks.ChoiceBlock, place: str) -> Schema:
    """Null also where what was chosen is no longer a choice, and there is no default to stand in."""
    choices = _declared_choices(block)
    schema = choices_schema(choices)
    return schema if block.required and block.get_default() not in (None, "") else nullable(schema)


def _choices(shapes: Shapes, block: blocks.MultipleChoiceBlock, place: str) -> Schema:
    return array(choices_schema(_declared_choices(block)))


def _declared_choices(block: blocks.ChoiceBlock | blocks.MultipleChoiceBlock) -> Any:
    choices = block.deconstruct()[2].get("choices", block.choices)
    return CallableChoiceIterator(choices) if callable(choices) else choices


def _typed_table(shapes: Shapes, block: BaseTypedTableBlock, place: str) -> Schema:
    cells = [block_schema(shapes, child, f"{place}.{name}") for name, child in block.child_blocks.items()]
    columns = closed_object({"type": {"enum": [*block.child_blocks]}, "heading": TEXT})
    row = closed_object({"values": array(nullable(union(cells)))})
    return closed_object({"columns": array(columns), "rows": array(row), "caption": nullable(TEXT)})


def _nothing(shapes: Shapes, block: blocks.StaticBlock, place: str) -> Schema:
    return NULL


def _plain(schema: Schema) -> Callable[[Shapes, Any, str], Schema]:
    def describe(shapes: Shapes, block: blocks.FieldBlock, place: str) -> Schema:
        return schema if block.required else nullable(schema)

    return describe


def _text(shapes: Shapes, block: blocks.FieldBlock, place: str) -> Schema:
    return TEXT


def choices_schema(choices: Any) -> Schema:
    """Text that is one of some. Choices that a function gives may differ from one machine to the next."""
    if isinstance(choices, CallableChoiceIterator):
        return TEXT
    values = [value for value, _ in flatten_choices(list(choices))]
    is_text = all(isinstance(value, str) for value in values)
    return {"type": "string" if is_text else "integer", "enum": values}


# The first class that fits decides, as in ``api.represent.blocks``.
_STOCK_BLOCKS: dict[type[blocks.Block], Callable[[Shapes, Any, str], Schema]] = {
    ImageBlock: _image,
    blocks.ChooserBlock: _chooser,
    blocks.RichTextBlock: _rich_text,
    BaseTypedTableBlock: _typed_table,
    blocks.BaseStreamBlock: _stream,
    blocks.ListBlock: _list,
    blocks.BaseStructBlock: _struct,
    blocks.MultipleChoiceBlock: _choices,
    blocks.ChoiceBlock: _choice,
    blocks.StaticBlock: _nothing,
    blocks.BooleanBlock: _plain({"type": "boolean"}),
    blocks.IntegerBlock: _plain({"type": "integer"}),
    blocks.FloatBlock: _plain({"type": "number"}),
    blocks.DecimalBlock: _plain({"type": "string", "format": "decimal"}),
    blocks.DateBlock: _plain({"type": "string", "format": "date"}),
    blocks.DateTimeBlock: _plain({"type": "string", "format": "date-time"}),
    blocks.TimeBlock: _plain({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}"}),
    blocks.CharBlock: _text,
    blocks.TextBlock: _text,
    blocks.EmailBlock: _text,
    blocks.URLBlock: _text,
    blocks.RegexBlock: _text,
    blocks.RawHTMLBlock: _text,
}
