from __future__ import annotations

from wagtail.search import index

from api.search.fields import WordsField


def searchable(*names: str) -> list[index.BaseField]:
    """Fields that are found by whole words on the website, and by prefixes in the admin."""
    return [field(name) for name in names for field in (WordsField, index.AutocompleteField)]


class SearchableRows:
    """Marks models whose ``search_fields`` include rows or parental relations; ``api.search.indexing`` handles these.
    Migrations name this class as a base class.
    """
