"""Lists from paragraphs that are marked as items, as Word and Google Docs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .parts import Item, Line, List, ListLine, Paragraph, Part, Run, tidy

_TYPED_BULLET = re.compile(r"[•·▪◦●○‣]\s+")
_NUMBER = re.compile(r"\(?(\d+|[a-z]{1,5})[.)]", re.IGNORECASE)


def marker(text: str) -> tuple[bool, str]:
    """Whether a list's marker (“1.”, “·”) is a number, and which."""
    found = _NUMBER.match(text.strip())
    return bool(found), found[1] if found else ""


def join_lists(parts: Iterable[Part]) -> list[Part]:
    """``parts`` with consecutive items joined into lists."""
    joined: list[Part] = []
    open_lists: list[List] = []
    for part in parts:
        part = _typed_item(part) if isinstance(part, Paragraph) else part
        if not isinstance(part, ListLine):
            open_lists = []
            joined.append(part)
            continue
        del open_lists[part.level :]
        if len(open_lists) == part.level and open_lists[-1].ordered != part.ordered:
            open_lists.pop()
        while len(open_lists) < part.level:
            _open_list(joined, open_lists, part.ordered)
        open_lists[-1].items.append(Item([part.line]))
    return joined


def _open_list(joined: list[Part], open_lists: list[List], ordered: bool) -> None:
    opened = List(ordered)
    if open_lists:
        items = open_lists[-1].items
        if not items:
            items.append(Item())
        items[-1].lists.append(opened)
    else:
        joined.append(opened)
    open_lists.append(opened)


def _typed_item(paragraph: Paragraph) -> Paragraph | ListLine:
    """A paragraph that begins with a typed bullet is an item."""
    first = paragraph.line[0]
    found = _TYPED_BULLET.match(first.text)
    if found is None:
        return paragraph
    rest: Line = tidy([Run(first.text[found.end() :], first.marks, first.href), *paragraph.line[1:]])
    return ListLine(1, False, rest) if rest else paragraph
