"""What blocks are in the API that other packages have: one adapter for each class of them.

A block of a project's own needs none: it has the methods of :class:`BlockAdapter` itself, without the parameter
``block``. The nearest class decides, for each method by itself: a block that inherits from ``StructBlock`` and has only
``get_markdown`` is a struct in everything else.
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
    """What an adapter is given to describe a block with. ``place`` says where it stands, for people."""

    def of_type(self, annotation: Any, place: str) -> Schema:
        """A Python type: a ``TypedDict``, ``list[…]``, ``X | None`` and so on."""

    def of_result(self, function: Callable[..., Any], place: str) -> Schema:
        """What a function declares to return."""

    def of_block(self, block: Block, place: str) -> Schema:
        """Another block, such as one inside."""

    def of_stream(self, block: BaseStreamBlock, owner: str) -> Schema:
        """The blocks of a stream. ``owner`` names a stream whose class has no name of its own."""

    def of_object(self, model: type[Model]) -> Schema:
        """A chosen object, which visitors may see."""

    def missing(self, place: str, fault: str) -> Schema:
        """Any value, and an error when the description is made."""


class BlockAdapter:
    """What the blocks of a class are in the API: a subclass overrides what differs, and is registered for the class.

    ``shown`` is always what ``get_api_representation`` returned, as the API sends it.
    """

    def get_api_representation(self, block: Any, value: Any, context: Context) -> Any:
        """The value for JSON. A return annotation, such as a ``TypedDict``, declares its shape.

        ``value`` is without what visitors may not see, and what is returned is looked at once more: objects may be in
        it, and stored rich text. ``context`` has the ``request`` and the ``page``.
        """
        return type(block).get_api_representation(block, value, context)

    def get_schema(self, block: Any, schemas: Schemas, place: str) -> Schema:
        """JSON Schema of the same, where an annotation cannot say it since it depends on the block."""
        return schemas.of_result(self.get_api_representation, place)

    def get_markdown(self, block: Any, shown: Any) -> str:
        """How it reads in a page's Markdown. Rich text in ``shown`` is Markdown already."""
        return value_markdown(shown)

    def get_passages(self, block: Any, shown: Any) -> Iterable[Passage]:
        """The words of its own that search results quote."""
        return ()

    def get_searchable_content(self, block: Any, value: Any) -> list[str]:
        """The words of its own by which search finds it, of the value as it is stored."""
        return block.get_searchable_content(value)


_adapters: dict[type[Block], BlockAdapter] = {}
# Of each class of blocks and each method, the adapter that was found; None where the block has a method of its own.
_found: dict[tuple[type[Block], str], BlockAdapter | None] = {}


def register_block(block_class: type[Block], adapter: BlockAdapter) -> None:
    """Has all blocks of a class, and of those that inherit from it, appear in the API as ``adapter`` says.

    Call it in the ``ready`` of an app's configuration. A later registration for the same class replaces an earlier one,
    those of Wagtail's blocks included.
    """
    _adapters[block_class] = adapter
    _found.clear()


def registered_blocks() -> dict[type[Block], BlockAdapter]:
    """The adapters by the classes that they are registered for."""
    return dict(_adapters)


def adapter_for(block: Block, method: str) -> BlockAdapter | None:
    """Whose ``method`` applies to a block: that of an adapter, or (None) the block's own."""
    key = type(block), method
    try:
        return _found[key]
    except KeyError:
        return _found.setdefault(key, _find(*key))


def _find(block_class: type[Block], method: str) -> BlockAdapter | None:
    nearest = next(cls for cls in block_class.__mro__ if cls in _adapters or method in vars(cls))
    return _adapters.get(nearest)


def adapter_of(block: Block) -> BlockAdapter:
    """The adapter of the nearest class that has one, whatever the block has itself."""
    return _adapters_of(block)[0]


def adapter_without_own_code(block: Block) -> BlockAdapter:
    """The nearest adapter that represents values without asking code that may return the same value again."""
    found = _adapters_of(block)
    return next((adapter for adapter in found if is_careful(adapter.get_api_representation)), found[-1])


def _adapters_of(block: Block) -> list[BlockAdapter]:
    return [_adapters[cls] for cls in type(block).__mro__ if cls in _adapters]


def careful(method: _Method) -> _Method:
    """Marks a ``get_api_representation`` that is given values as they are stored, and itself sees to it that nothing
    leaves which visitors may not see.
    """
    method.careful = True
    return method


def is_careful(method: Callable[..., Any]) -> bool:
    return getattr(method, "careful", False)
