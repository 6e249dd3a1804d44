"""Blocks with a number, a date and the like."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from ....json_schema import NULL, Schema, nullable
from ..adapters import BlockAdapter, Schemas


class PlainAdapter(BlockAdapter):
    """A value of one JSON type; null if it is optional."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def get_schema(self, block: blocks.FieldBlock, schemas: Schemas, place: str) -> Schema:
        return self.schema if block.required else nullable(self.schema)


class TickAdapter(PlainAdapter):
    """A setting, which means nothing to a reader."""

    def get_markdown(self, block: blocks.BooleanBlock, shown: Any) -> str:
        return ""


class StaticAdapter(BlockAdapter):
    def get_schema(self, block: blocks.StaticBlock, schemas: Schemas, place: str) -> Schema:
        return NULL


class UnknownAdapter(BlockAdapter):
    """A block without a registered adapter: its own result is sent, but the shape is unknown."""

    def get_schema(self, block: blocks.Block, schemas: Schemas, place: str) -> Schema:
        return schemas.missing(place, f"has a block {type(block).__name__}, whose shape is not known")
