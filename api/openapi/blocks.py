"""Schemas of streams and their blocks, as ``api.represent.blocks`` represents them."""

from __future__ import annotations

from django.db.models import Model
from wagtail import blocks

from ..json_schema import Schema, array, closed_object, constant
from ..represent.blocks.adapters import BlockAdapter, adapter_for, adapter_of
from ..represent.blocks.stock.containers import ITEM_ID
from .references import reference
from .shapes import PREFIX, Shapes, is_declared, return_annotation, summary_of


def stream_schema(shapes: Shapes, block: blocks.BaseStreamBlock, owner: str) -> Schema:
    """The schema of a stream: a list of blocks with ``type`` as the discriminator.

    :param owner: a name for the stream if its class has none of its own.
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
    """The schema of a block's value, as the block declares it or as its adapter derives it."""
    if adapter_for(block, "get_api_representation") is None:
        annotation = return_annotation(type(block).get_api_representation)
        if is_declared(annotation):
            return shapes.of_type(annotation, place)
        if not isinstance(block, blocks.BaseStreamBlock):
            return shapes.missing(
                place, f"has a block {type(block).__name__} whose get_api_representation does not say what it returns"
            )
    adapter, schemas = adapter_of(block), BlockSchemas(shapes)
    if _inherits_schema(adapter):
        return schemas.of_result(adapter.get_api_representation, place)
    return adapter.get_schema(block, schemas, place)


class BlockSchemas:
    """The schemas that adapters refer to, for one document."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.of_type = shapes.of_type
        self.of_result = shapes.of_result
        self.missing = shapes.missing

    def of_block(self, block: blocks.Block, place: str) -> Schema:
        return block_schema(self.shapes, block, place)

    def of_stream(self, block: blocks.BaseStreamBlock, owner: str) -> Schema:
        return stream_schema(self.shapes, block, owner)

    def of_object(self, model: type[Model]) -> Schema:
        return reference(self.shapes, model)


def _inherits_schema(adapter: BlockAdapter) -> bool:
    """Whether an adapter overrides the representation but inherits the schema."""
    order = type(adapter).__mro__
    return _place_of("get_api_representation", order) < _place_of("get_schema", order)


def _place_of(method: str, order: tuple[type, ...]) -> int:
    return next(place for place, cls in enumerate(order) if method in vars(cls))


def _item(shapes: Shapes, block: blocks.Block, stream: str) -> Schema:
    camel = "".join(part.title() for part in block.name.split("_"))
    schema = closed_object(
        {"id": ITEM_ID, "type": constant(block.name), "value": block_schema(shapes, block, f"{stream}.{block.name}")},
        description=summary_of(type(block)) if not type(block).__module__.startswith("wagtail.") else "",
    )
    return {"$ref": PREFIX + shapes.add(schema, [f"{camel}Block", f"{stream}{camel}Block"])}
