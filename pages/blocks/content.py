from __future__ import annotations

from typing import Any

from wagtail.blocks import StructBlock
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.blocks.struct_block import StructBlockValidationError


class ContentBlock(StructBlock):
    """A block of several parts.

    A subclass says in ``check_parts`` what must be right between its parts: it is told together with what is wrong in
    them.

    Search and the word count take from it only the words that a reader sees: the labels of choices are for staff, and
    a part without a value has no words. (Wagtail takes the labels, and the word “None”.)
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
        """Returns the value as it is stored. Parts that are wrong by themselves are in it as they were typed.

        :raises StructBlockValidationError: for what is wrong between the parts.
        """
        return value

    def get_searchable_content(self, value: Any) -> list[str]:
        spoken = {
            name: block
            for name, block in self.child_blocks.items()
            if value.get(name) is not None and not isinstance(block, BaseChoiceBlock)
        }
        return [words for name, block in spoken.items() for words in block.get_searchable_content(value[name])]
