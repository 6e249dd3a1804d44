"""Adapters: how the API represents blocks of other packages, one for each block class.

A project's own block needs none: it defines the methods of :class:`BlockAdapter` itself, without the parameter
``block``. The nearest class decides, for each method separately: a block that inherits from ``StructBlock`` and only
defines ``get_markdown`` is a struct in every other respect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from django.db.models import Model
from wagtail.blocks import BaseStreamBlock, Block

from ...json_schema import Schema
from ..markdown.values import value_markdown
from ..passages import Passage

Context = Mapping[str, Any] | None
_Method = TypeVar("_Method", bound=Callable[..., Any])


class Schemas(Protocol):
    """What an adapter uses to describe a block. ``place`` names its position in error messages."""

    def of_type(self, annotation: Any, place: str) -> Schema:
        """A Python type: a ``TypedDict``, ``list[…]``, ``X | None`` and so on."""

    def of_result(self, function: Callable[..., Any], place: str) -> Schema:
        """The return type of a function."""

    def of_block(self, block: Block, place: str) -> Schema:
        """Another block, such as a child."""

    def of_stream(self, block: BaseStreamBlock, owner: str) -> Schema:
        """The blocks of a stream. ``owner`` names a stream whose class has no name of its own."""

    def of_object(self, model: type[Model]) -> Schema:
        """A chosen object, which is public."""

    def missing(self, place: str, fault: str) -> Schema:
        """Any value; reports an error when the description is built."""


class BlockAdapter:
    """How the API represents the blocks of a class. A subclass overrides what differs, and is registered for the class.

    ``shown`` is always what ``get_api_representation`` returned, as the API sends it.
    """

    def get_api_representation(self, block: Any, value: Any, context: Context) -> Any:
        """The value for JSON. A return annotation, such as a ``TypedDict``, declares its shape.

        ``value`` has no hidden objects. The result is checked again: it may contain objects and stored rich text.
        ``context`` has the ``request`` and the ``page``.
        """
        return type(block).get_api_representation(block, value, context)

    def get_schema(self, block: Any, schemas: Schemas, place: str) -> Schema:
        """The JSON Schema of the representation, if it depends on the block, so that an annotation cannot express
        it.
        """
        return schemas.of_result(self.get_api_representation, place)

    def get_markdown(self, block: Any, shown: Any) -> str:
        """The representation as Markdown, for the page's Markdown. Rich text in ``shown`` is Markdown already."""
        return value_markdown(shown)

    def get_passages(self, block: Any, shown: Any) -> Iterable[Passage]:
        """The block's own text that search results quote."""
        return ()

    def get_searchable_content(self, block: Any, value: Any) -> list[str]:
        """The block's own text to index, from the stored value."""
        return block.get_searchable_content(value)


_adapters: dict[type[Block], BlockAdapter] = {}
# The adapter found for each block class and method; None if the block defines the method itself.
_found: dict[tuple[type[Block], str], BlockAdapter | None] = {}


def register_block(block_class: type[Block], adapter: BlockAdapter) -> None:
    """Represent the blocks of a class, and of its subclasses, by ``adapter``.

    Call it in ``AppConfig.ready``. A later registration for the same class replaces an earlier one, including those of
    Wagtail's blocks.
    """
    _adapters[block_class] = adapter
    _found.clear()


def registered_blocks() -> dict[type[Block], BlockAdapter]:
    """The adapters by the classes for which they are registered."""
    return dict(_adapters)


def adapter_for(block: Block, method: str) -> BlockAdapter | None:
    """The adapter whose ``method`` applies to a block; None if it is the block's own."""
    key = type(block), method
    try:
        return _found[key]
    except KeyError:
        return _found.setdefault(key, _find(*key))


def _find(block_class: type[Block], method: str) -> BlockAdapter | None:
    nearest = next(cls for cls in block_class.__mro__ if cls in _adapters or method in vars(cls))
    return _adapters.get(nearest)


def adapter_of(block: Block) -> BlockAdapter:
    """The adapter of the nearest registered class, whatever methods the block defines."""
    return _adapters_of(block)[0]


def adapter_without_own_code(block: Block) -> BlockAdapter:
    """The nearest adapter that represents values without calling code that may return the same value again."""
    found = _adapters_of(block)
    return next((adapter for adapter in found if is_careful(adapter.get_api_representation)), found[-1])


def _adapters_of(block: Block) -> list[BlockAdapter]:
    return [_adapters[cls] for cls in type(block).__mro__ if cls in _adapters]


def careful(method: _Method) -> _Method:
    """Mark a ``get_api_representation`` that gets values as they are stored, and is itself responsible for sending only
    what is public.
    """
    method.careful = True
    return method


def is_careful(method: Callable[..., Any]) -> bool:
    return getattr(method, "careful", False)
