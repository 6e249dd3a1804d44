"""Converts parts into the HTML that the editor stores, with a fixed set of elements and attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from .parts import BREAK, Heading, Item, Line, List, ListLine, Paragraph, Part, Rule, Run, tidy

# From the outside in.
_MARKS = ("b", "i", "sup", "sub")
HIGHEST_LEVEL, LOWEST_LEVEL = 2, 4

#: Takes the target of a link within the document, and its text; returns the URL to write, or an empty string.
Target = Callable[[str, str], str]


def keep_target(href: str, words: str) -> str:
    """Links within the document are unchanged."""
    return href


def to_html(parts: Iterable[Part], features: Sequence[str], target: Target = keep_target) -> str:
    """``parts`` without tables, as rich text with these features of the editor.

    :param target: returns the target of a link within the document.
    """
    return "".join(_part(part, features, target) for part in parts)


def line_html(line: Line, features: Sequence[str], target: Target = keep_target) -> str:
    """A line with its links and marks."""
    return "".join(_link(href, list(runs), features) for href, runs in groupby(
        (run._replace(href=target(run.href, run.text) if run.href.startswith("#") else run.href) for run in tidy(line)),
        key=lambda run: run.href,
    ))  # fmt: skip


def _part(part: Part, features: Sequence[str], target: Target) -> str:
    if isinstance(part, Heading):
        name = f"h{min(max(part.level, HIGHEST_LEVEL), LOWEST_LEVEL)}"
        line = [run._replace(marks=run.marks - {"b"}) for run in part.line if run != BREAK or "br" in features]
        return _element(name if name in features else "p", line_html(line, features, target))
    if isinstance(part, Paragraph | ListLine):
        return _element("p", line_html(part.line, features, target))
    if isinstance(part, List):
        return _list(part, features, target)
    return "<hr/>" if isinstance(part, Rule) and "hr" in features else ""


def _list(part: List, features: Sequence[str], target: Target) -> str:
    name = "ol" if part.ordered else "ul"
    return _element(name, "".join(_item(item, features, target) for item in part.items))


def _item(item: Item, features: Sequence[str], target: Target) -> str:
    lines = "<br/>".join(line_html(line, features, target) for line in item.lines)
    return f"<li>{lines}{''.join(_list(each, features, target) for each in item.lists)}</li>"


def _link(href: str, runs: list[Run], features: Sequence[str]) -> str:
    html = "".join(_marked(marks, list(same)) for marks, same in groupby(runs, key=lambda run: run.marks))
    if not href or not html.strip() or "link" not in features:
        return html
    return f'<a href="{escape(href)}">{html}</a>'


def _marked(marks: frozenset[str], runs: list[Run]) -> str:
    html = "".join("<br/>" if run == BREAK else escape(run.text, quote=False) for run in runs)
    if not html.strip() or html == "<br/>":
        return html
    for mark in reversed(_MARKS):
        if mark in marks:
            html = f"<{mark}>{html}</{mark}>"
    return html


def _element(name: str, html: str) -> str:
    return f"<{name}>{html}</{name}>" if html else ""
