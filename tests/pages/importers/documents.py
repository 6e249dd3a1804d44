"""What the tests of importing read: without a database, in a second."""

from __future__ import annotations

from html import escape
from pathlib import Path

from pages.importers.lost import lost_sentences, texts_of
from pages.importers.placing import place
from pages.importers.raw import RAW_READERS
from pages.importers.readers import read

CASES = Path(__file__).parents[4] / "shared" / "cases"
OPENING = "This opening is long enough to make a summary of it, really."


class Imported:
    """What the importer makes of a file: its title and blocks, and what it says of the rest."""

    def __init__(self, content: str | bytes, name: str = "article.html") -> None:
        content = content.encode() if isinstance(content, str) else content
        outline = read(name, content)
        placed = place(outline, None, "no clinic was named.")
        left_out = [*outline.dropped, *placed.left_out]
        self.title = outline.title
        self.blocks = [(block["type"], block["value"]) for block in placed.blocks]
        self.left_out = [str(each) for each in left_out]
        self.warnings = [*outline.warnings, *placed.warnings]
        kept = [escape(outline.title), *texts_of(placed.blocks), *(escape(each.text) for each in left_out)]
        self.lost = lost_sentences(RAW_READERS[Path(name).suffix](content), kept)

    @property
    def html(self) -> str:
        """All its rich text."""
        return "".join(value for kind, value in self.blocks if kind == "rich_text")

    @property
    def tables(self) -> list[dict]:
        return [value for kind, value in self.blocks if kind == "table"]

    @property
    def headings(self) -> list[str]:
        return [value["text"] for kind, value in self.blocks if kind == "heading"]


def html(body: str, title: str = "A title") -> str:
    """A page with an opening before ``body``."""
    return f"<html><head><meta charset=utf-8></head><body><h1>{title}</h1><p>{OPENING}</p>{body}</body></html>"
