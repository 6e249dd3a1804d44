"""Blocks with choices. They are settings, which mean nothing to a reader."""

from __future__ import annotations

from typing import Any

from django.utils.choices import CallableChoiceIterator, flatten_choices
from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock

from ....json_schema import Schema, array, choices_schema, nullable
from ..adapters import BlockAdapter, Context, Schemas, careful


class ChoiceAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: BaseChoiceBlock, value: Any, context: Context) -> Any:
        """A choice that no longer exists counts as the default, or as none."""
        chosen = _prepared(block, value)
        if chosen in (None, "") or chosen in _choices_of(block):
            return chosen
        default = _prepared(block, block.get_default())
        return default if default in _choices_of(block) else None

    def get_schema(self, block: BaseChoiceBlock, schemas: Schemas, place: str) -> Schema:
        """Also nullable because a stored choice may no longer exist, with no default to replace it."""
        schema = choices_schema(_declared_choices(block))
        return schema if block.required and block.get_default() not in (None, "") else nullable(schema)

    def get_markdown(self, block: BaseChoiceBlock, shown: Any) -> str:
        return ""


class ChoicesAdapter(ChoiceAdapter):
    @careful
    def get_api_representation(self, block: blocks.MultipleChoiceBlock, value: Any, context: Context) -> Any:
        """Choices that no longer exist are left out."""
        known = _choices_of(block)
        return [chosen for chosen in _prepared(block, value) or () if chosen in known]

    def get_schema(self, block: blocks.MultipleChoiceBlock, schemas: Schemas, place: str) -> Schema:
        return array(choices_schema(_declared_choices(block)))


def _prepared(block: blocks.Block, value: Any) -> Any:
    return type(block).get_api_representation(block, value)


def _choices_of(block: BaseChoiceBlock) -> list[Any]:
    return [value for value, _ in flatten_choices(list(block.field.choices))]


def _declared_choices(block: BaseChoiceBlock) -> Any:
    choices = block.deconstruct()[2].get("choices", block.choices)
    return CallableChoiceIterator(choices) if callable(choices) else choices
