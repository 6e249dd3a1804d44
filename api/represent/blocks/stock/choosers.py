"""Blocks in which an object is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.images.blocks import ImageBlock

from ....json_schema import TEXT, Schema, closed_object, nullable
from ...markdown.values import object_markdown
from ...passages import Passage
from ...representations import represent
from ..adapters import BlockAdapter, Context, Schemas, careful


class ChooserAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: blocks.ChooserBlock, value: Any, context: Context) -> Any:
        return represent(value, context)

    def get_schema(self, block: blocks.ChooserBlock, schemas: Schemas, place: str) -> Schema:
        return nullable(schemas.of_object(resolve_model_string(block.target_model)))


class ImageAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: ImageBlock, value: Any, context: Context) -> Any:
        image = represent(value, context)
        if image is None:
            return None
        return {"image": image, "alt_text": value.contextual_alt_text or "", "decorative": bool(value.decorative)}

    def get_schema(self, block: ImageBlock, schemas: Schemas, place: str) -> Schema:
        image = schemas.of_object(resolve_model_string(block.child_blocks["image"].target_model))
        return nullable(closed_object({"image": image, "alt_text": TEXT, "decorative": {"type": "boolean"}}))

    def get_markdown(self, block: ImageBlock, shown: Any) -> str:
        return object_markdown({**shown["image"], "alt_text": shown["alt_text"]}) if shown.get("image") else ""

    def get_passages(self, block: ImageBlock, shown: Any) -> Iterable[Passage]:
        return [Passage(shown["alt_text"])]
