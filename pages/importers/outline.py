"""HTML, cut at its headings into the sections of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

import nh3
from bs4 import BeautifulSoup, Tag

from pages.importers.errors import ArticleImportError

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
LOWEST_LEVEL, HIGHEST_LEVEL = 4, 2
CONTENTS_HEADING = re.compile(r"(table of )?contents|in this article|on this page|tabla de contenidos?|[íi]ndice", re.I)
# With their content: none of it is text of the article.
FOREIGN_ELEMENTS = ["script", "style", "noscript", "template", "iframe", "object", "embed", "form", "svg", "nav"]
TAGS = {
    *HEADINGS, "a", "b", "blockquote", "br", "em", "hr", "i", "li", "ol", "p", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
BLOCK_TAGS = ["blockquote", "hr", "ol", "p", "table", "ul", *HEADINGS]


@dataclass
class Section:
    """A heading with the HTML below it. ``level`` is 2, 3 or 4; the first section may have no heading."""

    heading: str
    level: int
    html: str = ""

    @property
    def text(self) -> str:
        return plain_text(self.html)


@dataclass
class Outline:
    """An article as it stood in a file.

    ``source_text`` holds all words of the file's text, ``dropped`` what was left out, ``warnings`` what wants a look.
    """

    title: str
    sections: list[Section]
    source_text: str
    dropped: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def outline_of(html: str, title: str = "") -> Outline:
    """The outline of an HTML document that is not trusted.

    :param title: the title, where the file gives it outside of its text.
    :raises ArticleImportError: when there is no title, or no text.
    """
    soup = BeautifulSoup(html, "html.parser")
    dropped = _drop_foreign(soup)
    soup = BeautifulSoup(nh3.clean(str(soup), tags=TAGS, attributes={"a": {"href"}}, link_rel=None), "html.parser")
    source_text = plain_text(str(soup))
    sections = _cut(soup)
    title = " ".join((title or _take_title(sections)).split())
    outline = Outline(title, sections, source_text, dropped)
    _drop_repeated_title(outline)
    _drop_contents(outline)
    _level(outline.sections)
    outline.sections = [section for section in outline.sections if section.heading or section.html.strip()]
    if not any(section.text for section in outline.sections):
        raise ArticleImportError("The file holds no text besides its title.")
    return outline


def plain_text(html: str) -> str:
    """The words of ``html``, on one line; inline elements join, blocks and cells stand apart."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all([*BLOCK_TAGS, "br", "li", "td", "th"]):
        element.insert_after(" ")
    return " ".join(soup.get_text().split())


def _drop_foreign(soup: BeautifulSoup) -> list[str]:
    dropped = []
    for image in soup.find_all("img"):
        dropped.append(f"image: {image.get('alt') or str(image.get('src', ''))[:80]}")
        image.decompose()
    for element in soup.find_all(FOREIGN_ELEMENTS):
        if element.decomposed:
            continue
        text = " ".join(element.get_text(" ").split())
        dropped.append(f"{element.name}: {text[:80]}" if text else element.name)
        element.decompose()
    return dropped


def _cut(soup: BeautifulSoup) -> list[Section]:
    sections = [Section("", HIGHEST_LEVEL)]
    loose: list[str] = []
    for node in [*soup.children, None]:
        is_block = isinstance(node, Tag) and node.name in BLOCK_TAGS
        if node is not None and not is_block:
            loose.append(str(node) if isinstance(node, Tag) else escape(node))
            continue
        if plain_text("".join(loose)):
            sections[-1].html += f"<p>{''.join(loose).strip()}</p>"
        loose = []
        if node is None:
            break
        if node.name in HEADINGS:
            heading = " ".join(node.get_text(" ").split())
            if heading:
                sections.append(Section(heading, int(node.name[1])))
        elif node.name == "hr" or plain_text(str(node)):
            sections[-1].html += str(node)
    return sections


def _take_title(sections: list[Section]) -> str:
    """The first heading, where nothing stands before it; its text stays, without a heading."""
    first = next((section for section in sections if section.heading or section.html.strip()), None)
    if first is None:
        raise ArticleImportError("The file is empty.")
    if not first.heading:
        raise ArticleImportError("No title was found: let the file begin with a heading that is the article's title.")
    title, first.heading = first.heading, ""
    return title


def _drop_repeated_title(outline: Outline) -> None:
    for section in outline.sections:
        if section.heading and _same(section.heading, outline.title):
            outline.dropped.append(f"repeated title: {section.heading}")
            section.heading = ""


def _drop_contents(outline: Outline) -> None:
    """Leaves out tables of contents: the page derives its own. A list of links to its own headings goes as well."""
    for section in outline.sections:
        if not CONTENTS_HEADING.fullmatch(section.heading.rstrip(":")):
            continue
        outline.dropped.append(f"derived: {section.heading}")
        section.heading = ""
        soup = BeautifulSoup(section.html, "html.parser")
        for element in soup.find_all(["ul", "ol"], recursive=False):
            links = element.find_all("a")
            if links and all(str(link.get("href", "")).startswith("#") for link in links):
                outline.dropped.append(f"derived: {' '.join(element.get_text(' ').split())}")
                element.decompose()
        section.html = str(soup)


def _level(sections: list[Section]) -> None:
    """Moves all levels so that the highest is 2; none skips one or lies below 4."""
    headings = [section for section in sections if section.heading]
    shift = HIGHEST_LEVEL - min((section.level for section in headings), default=HIGHEST_LEVEL)
    previous = HIGHEST_LEVEL - 1
    for section in headings:
        section.level = min(section.level + shift, previous + 1, LOWEST_LEVEL)
        previous = section.level


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .!?") == other.casefold().strip(" .!?")
