from __future__ import annotations

import re

from bs4 import BeautifulSoup
from wagtail.admin.rich_text.converters.db_html import DbHTMLConverter

# Elements that Wagtail's editor writes differently.
SAME_AS = {"strong": "b", "em": "i"}


def as_the_editor_stores(html: str, features: list[str]) -> str:
    """The demo's own HTML as the editor with these features would store it."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(list(SAME_AS)):
        tag.name = SAME_AS[tag.name]
    for item in soup.find_all("li"):
        for paragraph in item.find_all("p"):
            paragraph.unwrap()
    for text in soup.find_all(string=re.compile(r"\s*\n\s*")):
        text.replace_with(re.sub(r"\s*\n\s*", " " if text.strip() else "", text))
    return DbHTMLConverter(features).clean(str(soup))[0]
