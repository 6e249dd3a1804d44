"""Splits a document at its headings into the sections of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..foreign_html.collecting import Document
from ..foreign_html.left_out import LeftOut
from ..foreign_html.levels import level_headings
from ..foreign_html.nesting import NestedTooDeeplyError
from ..foreign_html.parts import Heading, Item, Line, List, Paragraph, Part, Rule, plain, plain_parts
from ..foreign_html.reading import read_html
from .errors import ArticleImportError

CONTENTS_HEADING = re.compile(r"(table of )?contents|in this article|on this page|tabla de contenidos?|[íi]ndice", re.I)


@dataclass
class Section:
    """A heading with its parts. The first section may have no heading."""

    parts: list[Part]
    title: Heading | None = None

    @property
    def heading(self) -> str:
        return plain(self.title.line) if self.title else ""

    @property
    def level(self) -> int:
        """2, 3 or 4."""
        return self.title.level if self.title else 2

    @property
    def text(self) -> str:
        return plain_parts(self.parts)


@dataclass
class Outline:
    """An article as it is in a file.

    ``dropped`` is what was left out, ``warnings`` what needs review.
    """

    title: str
    sections: list[Section]
    dropped: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def outline_of(html: str, title: str = "") -> Outline:
    """The outline of an untrusted HTML document.

    :param title: the title, if the file has it outside of its text.
    :raises ArticleImportError: if there is no title, or no text.
    """
    try:
        document = read_html(html)
    except NestedTooDeeplyError as error:
        raise ArticleImportError(str(error)) from error
    return outline_of_document(document, title)


def outline_of_document(document: Document, title: str = "") -> Outline:
    """The same, of a parsed document."""
    parts = document.parts
    if not title:
        heading = _title_of(parts)
        title = plain(heading.line)
        heading.line = []
    outline = Outline(" ".join(title.split()), _cut(parts), document.left_out, list(document.notes))
    _drop_repeated_title(outline)
    _drop_contents(outline)
    level_headings([section.title for section in outline.sections if section.title])
    outline.sections = [section for section in outline.sections if section.heading or section.parts]
    if not any(section.text for section in outline.sections):
        raise ArticleImportError("The file has no text apart from its title.")
    return outline


def _title_of(parts: list[Part]) -> Heading:
    """The title: by style, else the only heading of the first level, else a heading at the beginning."""
    if not parts:
        raise ArticleImportError("The file is empty.")
    headings = [part for part in parts if isinstance(part, Heading)]
    for level in (0, 1):
        of_level = [heading for heading in headings if heading.level == level]
        if of_level and (level == 0 or len(of_level) == 1):
            return of_level[0]
    first = next((part for part in parts if not isinstance(part, Rule)), None)
    if not isinstance(first, Heading):
        raise ArticleImportError("No title was found. Begin the file with a heading that is the article's title.")
    return first


def _cut(parts: Iterable[Part]) -> list[Section]:
    sections = [Section([])]
    for part in parts:
        if isinstance(part, Heading):
            if part.line:
                part.level = max(part.level, 1)
                sections.append(Section([], part))
        else:
            sections[-1].parts.append(part)
    return sections


def _drop_repeated_title(outline: Outline) -> None:
    for section in outline.sections:
        if section.heading and _same(section.heading, outline.title):
            outline.dropped.append(LeftOut("repeated title", section.heading))
            section.title = None


def _drop_contents(outline: Outline) -> None:
    """Remove tables of contents, which the page generates itself, and lists of links to the document's own headings."""
    for section in outline.sections:
        if not CONTENTS_HEADING.fullmatch(section.heading.rstrip(":")):
            continue
        outline.dropped.append(LeftOut("derived", section.heading))
        section.title = None
        for part in [part for part in section.parts if _is_contents(part)]:
            outline.dropped.append(LeftOut("derived", plain_parts([part])))
            section.parts.remove(part)


def _is_contents(part: Part) -> bool:
    """Whether it is a list, or a paragraph, of nothing but links within the document."""
    if isinstance(part, List):
        lines = list(_lines(part.items))
    elif isinstance(part, Paragraph):
        lines = [part.line]
    else:
        return False
    runs = [run for line in lines for run in line if run.text.strip()]
    return bool(runs) and all(run.href.startswith("#") for run in runs)


def _lines(items: Iterable[Item]) -> Iterator[Line]:
    for item in items:
        yield from item.lines
        for each in item.lists:
            yield from _lines(each.items)


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .!?") == other.casefold().strip(" .!?")
