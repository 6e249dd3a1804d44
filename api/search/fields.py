from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..character_references import readable
from ..represent.blocks import searchable_content
from ..represent.rich_text.scripts import with_signs
from .folding import separate


class WordsField(index.SearchField):
    """A search field that is indexed as words only.

    PostgreSQL takes ``anxiety/depression`` for a file path, and ``sleep.Then`` for a host name: one word each, which
    neither of the two visible words finds. SQLite splits at everything but letters and digits; so does this.
    """

    def get_value(self, obj: Model) -> Any:
        value = self._searchable(obj)
        if isinstance(value, str):
            return separate(value)
        if isinstance(value, list):  # As streams and rich text return theirs.
            return [separate(text) if isinstance(text, str) else text for text in value]
        return value

    def _searchable(self, obj: Model) -> Any:
        """The text that Wagtail searches; in rich text, superscripts and subscripts keep their meaning: 10⁹, not
        109.
        """
        try:
            field = self.get_field(type(obj))
        except FieldDoesNotExist:  # A property or a method.
            field = None
        if isinstance(field, RichTextField):
            return field.get_searchable_content(with_signs(readable(field.value_from_object(obj) or "")))
        if isinstance(field, StreamField):
            return searchable_content(field.stream_block, field.value_from_object(obj))
        return super().get_value(obj)


def without_replaced(fields: Iterable[index.BaseField]) -> list[index.BaseField]:
    """``fields`` without those of Wagtail that a ``WordsField`` replaces."""
    fields = list(fields)
    by_words = {field.field_name for field in fields if isinstance(field, WordsField)}
    return [field for field in fields if type(field) is not index.SearchField or field.field_name not in by_words]
