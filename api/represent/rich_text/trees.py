"""The trees of rich text in a document: stored with their positions, put back when another format is requested."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ...rendering import CompactJSONRenderer
from .database import DatabaseHtml
from .display import DisplayHtml
from .formats import RichTextFormat
from .markdown import to_markdown

Path = tuple[str | int, ...]


def _database_markdown(html: DisplayHtml) -> str:
    # The admin's converters can only be imported once all apps are loaded.
    from .database_markdown import database_markdown

    return database_markdown(html.database_html)


_CONVERT: dict[RichTextFormat, Callable[[DisplayHtml], Any]] = {
    RichTextFormat.HTML: lambda html: html,
    RichTextFormat.JSON: lambda html: html.blocks,
    RichTextFormat.MARKDOWN: lambda html: to_markdown(html.blocks),
    RichTextFormat.DB_HTML: lambda html: html.database_html.html,
    RichTextFormat.DB_MARKDOWN: _database_markdown,
}


def take_down(document: Any) -> bytes | None:
    """The sources of the other formats of all rich text in ``document``, with their positions, compressed; None if
    there is no rich text.
    """
    found = [[path, html.blocks, html.database_html] for path, html in _find(document, ())]
    return zlib.compress(CompactJSONRenderer().render(found)) if found else None


def put_back(document: Any, kept: bytes | None) -> Any:
    """``document``, parsed from its JSON, with its rich text connected to the trees that were taken down."""
    for path, blocks, database_html in json.loads(zlib.decompress(kept)) if kept else ():
        *way, last = path
        place = document
        for step in way:
            place = place[step]
        place[last] = DisplayHtml.of(place[last], partial(list, blocks), partial(DatabaseHtml, *database_html))
    return document


def convert(document: Any, wanted: RichTextFormat) -> Any:
    """``document`` with all rich text in another format. Nothing else changes."""
    if isinstance(document, DisplayHtml):
        return _CONVERT[wanted](document)
    if isinstance(document, Mapping):
        return {name: convert(value, wanted) for name, value in document.items()}
    if isinstance(document, list | tuple):
        return [convert(value, wanted) for value in document]
    return document


def _find(document: Any, path: Path) -> Iterator[tuple[Path, DisplayHtml]]:
    if isinstance(document, DisplayHtml):
        yield path, document
    elif isinstance(document, Mapping):
        for name, value in document.items():
            yield from _find(value, (*path, name))
    elif isinstance(document, list | tuple):
        for place, value in enumerate(document):
            yield from _find(value, (*path, place))
