from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from api.represent.blocks import represent_block

from ..drafts.blocks import kept_value
from ..headings import Outline

logger = logging.getLogger(__name__)

#: What unreadable data raises. Errors of the database are not included: they concern the whole response.
DATA_FAULTS = (AttributeError, LookupError, TypeError, ValueError, ValidationError)


class ResilientStreamBlock(blocks.StreamBlock):
    """A stream in which an unreadable block does not affect the others: it is left out, and logged.

    The editor never stores such a block; imports, scripts and changed block definitions can leave one behind.
    """

    def bulk_to_python(self, values: Sequence[Sequence[dict[str, Any]]]) -> list[blocks.StreamValue]:
        try:
            return super().bulk_to_python(values)
        except DATA_FAULTS:
            return super().bulk_to_python(
                [[child for child in stream if self._is_readable(child)] for stream in values]
            )

    def clean_deferred(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """The value to store in a draft. The block itself is not modified: other threads use it concurrently."""
        return kept_value(self, value)

    def get_api_representation(
        self, value: blocks.StreamValue | None, context: Mapping[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """Each block as ``{"id", "type", "value"}``; the class of the block declares the shape of ``value``."""
        represented = (self._represent_child(child, context) for child in value or ())
        return [child for child in represented if child is not None]

    def _is_readable(self, child: dict[str, Any]) -> bool:
        try:
            super().bulk_to_python([[child]])
        except DATA_FAULTS:
            _report(child.get("id"), child.get("type"))
            return False
        return True

    @staticmethod
    def _represent_child(
        child: blocks.StreamValue.StreamChild, context: Mapping[str, Any] | None
    ) -> dict[str, Any] | None:
        outline = Outline.of(context)
        claimed = outline.heading_count
        try:
            value = represent_block(child.block, child.value, context)
        except DATA_FAULTS:
            outline.forget_after(claimed)
            _report(child.id, child.block.name)
            return None
        return {"id": child.id, "type": child.block.name, "value": value}


def _report(block_id: str | None, block_type: str | None) -> None:
    logger.exception("The block %s of type %s cannot be read. It is left out of the response.", block_id, block_type)
