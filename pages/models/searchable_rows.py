from __future__ import annotations

from typing import Any

from wagtail.search import index


def searchable(*names: str) -> list[index.BaseField]:
    """Fields that are found by whole words on the website, and by their beginnings in the admin."""
    return [field(name) for name in names for field in (index.SearchField, index.AutocompleteField)]


class SearchableRows:
    """For models whose ``search_fields`` name rows or parental relations. Stands before the model's other classes.

    The search index is brought up to date when an object is saved, but its rows are stored only after it: without this,
    searches would find what the rows held before.
    """

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            index.insert_or_update_object(self)
