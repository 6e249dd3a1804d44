from __future__ import annotations

import re

from bs4 import BeautifulSoup
from wagtail.admin.rich_text.converters.db_html import DbHTMLConverter

# Elements that Wagtail's editor writes in another way.
SAME_AS = {"strong": "b", "em": "i"}


def to_rich_text(html: str, features: list[str]) -> tuple[str, list[str]]:
    """``html`` as the editor with these features would have stored it, and what had to go: names of elements.

    Tables and block quotes become paragraphs, one for each row; their words stay.
    """
    soup = BeautifulSoup(html, "html.parser")
    gone = []
    for tag in soup.find_all(list(SAME_AS)):
        tag.name = SAME_AS[tag.name]
    for row in soup.find_all("tr"):
        cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["td", "th"])]
        row.clear()
        row.name = "p"
        row.string = " – ".join(cells)
        gone.append("table")
    for tag in soup.find_all(["table", "thead", "tbody"]):
        tag.unwrap()
    for quote in soup.find_all("blockquote"):
        gone.append("blockquote")
        if quote.find("p"):
            quote.unwrap()
        else:
            quote.name = "p"
    for item in soup.find_all("li"):
        for paragraph in item.find_all("p"):
            paragraph.unwrap()
    for text in soup.find_all(string=re.compile(r"\s*\n\s*")):
        text.replace_with(re.sub(r"\s*\n\s*", " " if text.strip() else "", text))
    clean, removals = DbHTMLConverter(features).clean(str(soup))
    return clean, sorted({*gone, *(removal.tag for removal in removals)})
