"""Where in a document rich text stands: taken down when it is stored, put back when another format is asked for."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from api.rendering import CompactJSONRenderer
from api.rich_text.display import DisplayHtml
from api.rich_text.formats import RichTextFormat
from api.rich_text.markdown import to_markdown

Path = tuple[str | int, ...]

_CONVERT: dict[RichTextFormat, Callable[[DisplayHtml], Any]] = {
    RichTextFormat.HTML: lambda html: html,
    RichTextFormat.JSON: lambda html: html.blocks,
    RichTextFormat.MARKDOWN: lambda html: to_markdown(html.blocks),
}


def take_down(document: Any) -> bytes | None:
    """The trees of all rich text in ``document`` with their places, compressed; None where there is none."""
    found = [[path, html.blocks] for path, html in _find(document, ())]
    return zlib.compress(CompactJSONRenderer().render(found)) if found else None


def put_back(document: Any, kept: bytes | None) -> Any:
    """``document``, which was read from its JSON, in which rich text knows the trees that were taken down."""
    for path, blocks in json.loads(zlib.decompress(kept)) if kept else ():
        *way, last = path
        place = document
        for step in way:
            place = place[step]
        place[last] = DisplayHtml.of(place[last], partial(list, blocks))
    return document


def convert(document: Any, wanted: RichTextFormat) -> Any:
    """``document`` with all rich text in another format. Nothing else of it changes."""
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
