"""Live objects with one of many strings in a text, such as a number or a URL."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page

from .live import live

#: The number of objects of a model that are read.
MOST_READ = 500
#: The number of strings per query, as one pattern for each field. A condition for each string and field would exceed
#: SQLite's limit of 1000, and be slow to compile.
MOST_WORDS = 200


def live_with_words(model: type[Model], fields: Sequence[str], words: Iterable[str]) -> QuerySet:
    """The first of the live objects of ``model`` that have one of ``words`` in one of ``fields``, as they are stored.

    :param fields: lookups of fields of any type; they may lead to rows.
    """
    texts = {f"text_{number}": Cast(field, TextField()) for number, field in enumerate(fields)}
    order = "path" if issubclass(model, Page) else "pk"
    first: list[tuple[Any, Any]] = []
    for part in _parts(sorted(set(words))):
        keys = model._base_manager.alias(**texts).filter(_has_one_of(texts, part)).order_by().values("pk")
        found = live(model).filter(pk__in=keys).order_by(order).values_list(order, "pk")[:MOST_READ]
        first = sorted({*first, *found})[:MOST_READ]
    return live(model).filter(pk__in=[pk for _place, pk in first])


def _parts(words: list[str]) -> Iterator[list[str]]:
    return (words[start : start + MOST_WORDS] for start in range(0, len(words), MOST_WORDS))


def _has_one_of(texts: Iterable[str], words: list[str]) -> Q:
    pattern = "|".join(re.escape(word) for word in words)
    has_word = Q.create([Q(**{f"{text}__regex": pattern}) for text in texts], Q.OR)
    # The common part of the strings is matched first: few texts have it, and the others are skipped.
    beginning = os.path.commonprefix(words)  # noqa: RUF071  (of strings, not of whole components)
    has_beginning = Q.create([Q(**{f"{text}__contains": beginning}) for text in texts], Q.OR)
    return has_beginning & has_word if beginning else has_word
