from __future__ import annotations

import re

import yaml
from markdown_it import MarkdownIt

from pages.importers.errors import ArticleImportError
from pages.importers.outline import Outline, outline_of
from pages.importers.readers.encoding import decode

_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)


def markdown_to_html(text: str) -> str:
    """CommonMark with tables, as HTML. HTML in it becomes text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").render(text)


def read(content: bytes) -> Outline:
    """The article in a Markdown file; a ``title`` in its front matter counts before its first heading.

    :raises ArticleImportError: when it is no text, its front matter cannot be read, or it has no title.
    """
    text = decode(content)
    front_matter = _FRONT_MATTER.match(text)
    title = _title(front_matter[1]) if front_matter else ""
    return outline_of(markdown_to_html(text[front_matter.end() :] if front_matter else text), title)


def _title(front_matter: str) -> str:
    try:
        values = yaml.safe_load(front_matter)
    except yaml.YAMLError as error:
        raise ArticleImportError(f"The front matter between the lines “---” cannot be read: {error}") from error
    return str(values.get("title") or "") if isinstance(values, dict) else ""
