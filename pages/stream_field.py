"""Streams whose blocks are not included in migrations."""

from __future__ import annotations

from collections import UserDict
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import cached_property
from wagtail import blocks, fields


class StreamField(fields.StreamField):
    """Wagtail's, with one difference: a migration has the field without its blocks, so adding a block needs none.

    In the models of migrations, the field has no blocks. Its content is then read and written as it is stored, whatever
    its types are: ``child.value`` is the stored value, and types that the code no longer has are kept. Wagtail's field
    would drop them.

    Wagtail's ``MigrateStreamData`` uses the blocks in the current code: a path into one that no longer exists raises
    ``InvalidBlockDefError`` if there is content. The empty path, the stream itself, needs none.
    """

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        """:param block_types: as in Wagtail; None in migrations."""
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super(fields.StreamField, self).deconstruct()
        return name, path, [], kwargs

    @cached_property
    def stream_block(self) -> blocks.StreamBlock:
        """The blocks; in a migration, those in the current code."""
        if self.block_types_arg is not None:
            return super().stream_block
        try:
            model = apps.get_model(self.model._meta.app_label, self.model._meta.model_name)
            field = model._meta.get_field(self.name)
        except (LookupError, FieldDoesNotExist):
            field = None
        known = isinstance(field, fields.StreamField) and field is not self
        return field.stream_block if known else blocks.StreamBlock()

    def to_python(self, value: Any) -> blocks.StreamValue:
        if self.block_types_arg is not None:
            return super().to_python(value)
        found = _AnyStreamBlock().to_python(value)
        found._stream_field = self
        return found

    def get_default(self) -> blocks.StreamValue:
        return super().get_default() if self.block_types_arg is not None else self.to_python(self._get_default())

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        if self.block_types_arg is not None:
            return super().check(**kwargs)
        hint = "Give its blocks, such as StreamField(BodyBlock()). Only migrations leave them out."
        return [Error("A StreamField has no blocks.", hint=hint, obj=self, id="clinic_pages.E002")]


class _AnyStreamBlock(blocks.StreamBlock):
    """A stream of blocks with any name, whose values are the stored ones."""

    def __init__(self) -> None:
        super().__init__()
        self.child_blocks = _AnyBlocks()


class _AnyBlocks(UserDict):
    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> blocks.Block:
        block = self.data[name] = blocks.Block()
        block.set_name(name)
        return block
