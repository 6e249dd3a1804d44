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
    """A block of several parts, which describes itself by the methods below and those of Wagtail.

    Its JSON, its shape and its Markdown are derived from its parts. A subclass that differs overrides
    ``get_api_representation``, with a ``TypedDict`` as its return annotation, and ``get_markdown``, which gets its
    result.
    """

    def clean(self, value: Any) -> Any:
        """:raises StructBlockValidationError: with every error of the parts, and of the whole."""
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
        """Check rules across parts; their errors are reported together with those of the parts.

        Returns the value to store. Parts that are invalid by themselves are in it as they were typed.

        :raises StructBlockValidationError: for violated rules.
        """
        return value

    def get_passages(self, shown: Any) -> Iterator[Passage]:
        """The text that search results quote: that of the text parts, below the block's own anchor."""
        for passage in StructAdapter().get_passages(self, shown):
            yield passage._replace(anchor=passage.anchor or shown.get("anchor"))

    def add_structured_data(self, shown: Mapping[str, Any], graph: Graph) -> None:
        """Add the block's structured data to the page's."""

    def get_searchable_content(self, value: Any) -> list[str]:
        """The text that search indexes and the word count counts: what a reader sees. Labels of choices are for staff,
        and an empty part has no text. (Wagtail includes the labels, and the word “None”.)
        """
        spoken = {
            name: block
            for name, block in self.child_blocks.items()
            if value.get(name) is not None and not isinstance(block, BaseChoiceBlock)
        }
        return [words for name, block in spoken.items() for words in searchable_content(block, value[name])]
