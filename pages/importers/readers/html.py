from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from pages.importers.outline import Outline, outline_of
from pages.importers.readers.encoding import decode

# What stands around the text of a page.
SURROUNDINGS = ["header", "footer", "aside"]


def read(content: bytes) -> Outline:
    """The article in an HTML page: its ``article`` or ``main`` element, else its body.

    :raises ArticleImportError: when it is no text, or has no title.
    """
    soup = BeautifulSoup(decode(content), "html.parser")
    title_element = soup.find("title")
    root = soup.find("article") or soup.find("main") or soup.find("body") or soup
    title = "" if root.find("h1") else (title_element.get_text() if title_element else "")
    dropped = _drop_surroundings(root)
    for wrapper in root.find_all(["div", "section", "span", "header", "font", "center"]):
        wrapper.unwrap()
    outline = outline_of(root.decode_contents(), title)
    outline.dropped[:0] = dropped
    return outline


def _drop_surroundings(root: Tag) -> list[str]:
    """Takes out headers and footers of the page, but a header that holds the title."""
    dropped = []
    for element in root.find_all(SURROUNDINGS):
        if element.decomposed or element.find("h1"):
            continue
        text = " ".join(element.get_text(" ").split())
        if text:
            dropped.append(f"{element.name}: {text}")
        element.decompose()
    return dropped
