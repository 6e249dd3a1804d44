from __future__ import annotations

from typing import Any

from wagtail.blocks import StructBlock
from wagtail.blocks.field_block import BaseChoiceBlock


class ContentBlock(StructBlock):
    """A block of several parts.

    Search and the word count take from it only the words that a reader sees: the labels of choices are for staff, and
    a part without a value has no words. (Wagtail takes the labels, and the word “None”.)
    """

    def get_searchable_content(self, value: Any) -> list[str]:
        spoken = {
            name: block
            for name, block in self.child_blocks.items()
            if value.get(name) is not None and not isinstance(block, BaseChoiceBlock)
        }
        return [words for name, block in spoken.items() for words in block.get_searchable_content(value[name])]
