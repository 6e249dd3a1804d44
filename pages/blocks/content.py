from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail.blocks import StructBlock
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from api.represent.blocks import searchable_content
from api.represent.blocks.stock.containers import StructAdapter
from api.represent.passages import Passage

from ..structured_data.graph import Graph


class ContentBlock(StructBlock):
    """A block of several parts, which says all about itself by the methods below and those of Wagtail.

    Its JSON, its shape and its Markdown follow from its parts. A subclass that differs has ``get_api_representation``,
    with a ``TypedDict`` as its return annotation, and ``get_markdown``, which gets what that returned.
    """

    def clean(self, value: Any) -> Any:
        """:raises StructBlockValidationError: with every fault of the parts, and of the whole."""
        faults = StructBlockValidationError()
        for check in (super().clean, self.check_parts):
            try:
                value = check(value)
            except StructBlockValidationError as error:
                faults.block_errors = {**error.block_errors, **faults.block_errors}
                faults.non_block_errors.extend(error.non_block_errors.as_data())
        if faults.block_errors or faults.non_block_errors:
            raise faults
        return value

    def check_parts(self, value: Any) -> Any:
        """What must be right between the parts: it is told together with what is wrong in them.

        Returns the value as it is stored. Parts that are wrong by themselves are in it as they were typed.

        :raises StructBlockValidationError: for what is wrong between the parts.
        """
        return value

    def get_passages(self, shown: Any) -> Iterator[Passage]:
        """The words that search results quote: those of the parts that are text, below the block's own anchor."""
        for passage in StructAdapter().get_passages(self, shown):
            yield passage._replace(anchor=passage.anchor or shown.get("anchor"))

    def add_structured_data(self, shown: Mapping[str, Any], graph: Graph) -> None:
        """Adds what the block says to what search engines are told of the page."""

    def get_searchable_content(self, value: Any) -> list[str]:
        """The words by which search finds it, and which the word count counts: those that a reader sees. The labels of
        choices are for staff, and a part without a value has no words. (Wagtail takes the labels, and the word “None”.)
        """
        spoken = {
            name: block
            for name, block in self.child_blocks.items()
            if value.get(name) is not None and not isinstance(block, BaseChoiceBlock)
        }
        return [words for name, block in spoken.items() for words in searchable_content(block, value[name])]
