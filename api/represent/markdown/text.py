"""Writes Markdown. Text in it stays text, whatever it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ...addresses import is_safe

# An exclamation mark at the end would turn a following link into an image.
_MARKUP = re.compile(r"([\\`*_\[\]|~]|!$)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:(?P<sign>[#>+=:-])|(?P<number>\d{1,9})(?=[.)](?:\s|$)))")
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
_BARE_BAR = re.compile(r"(?<!\\)\|")
# A line break, which a backslash may mark; a literal backslash is written as two.
_BREAK = re.compile(r"(?:\s*|(?<!\\)((?:\\\\)+))\\?\n\s*")
_LIST_ITEM = re.compile(r"(-|\d+[.)])(?=\s|$)")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RARE_SPACE = re.compile(r"[^\S \n]")
_SPACES = re.compile(r"\s+")


class Markdown(str):
    """Text that is Markdown already."""


def escape(text: str) -> str:
    """Text within a line, as Markdown."""
    text = _MARKUP.sub(r"\\\1", _ENTITY.sub("&amp;", _INVISIBLE.sub("", text))).replace("<", "&lt;")
    return _RARE_SPACE.sub(lambda space: f"&#{ord(space[0])};", text)


def line_start(line: str) -> str:
    """A line whose first characters do not start a list, a heading or the like."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    return f"\\{line}" if found["sign"] else f"{found['number']}\\{line[found.end() :]}"


def words(text: object) -> str:
    """Any text in one line."""
    return escape(_SPACES.sub(" ", str(text)).strip())


def paragraphs(text: object) -> str:
    """Text of several lines; empty lines separate paragraphs, other line breaks are kept."""
    parts = re.split(r"\n\s*\n", str(text).replace("\r\n", "\n").strip())
    return join(*("\\\n".join(line_start(words(line)) for line in part.split("\n") if line.strip()) for part in parts))


def heading(level: int, text: str) -> str:
    """:param text: Markdown within a line."""
    if not text:
        return ""
    text = text.replace("\\\n", "<br>").replace("\n", " ")
    return f"{'#' * min(level, 6)} {text[:-1]}\\#" if text.endswith("#") else f"{'#' * min(level, 6)} {text}"


def strong(text: str) -> str:
    """:param text: Markdown within a line, without spaces around it."""
    return f"**{text}**" if text else ""


def quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def bullets(items: Iterable[str]) -> str:
    """A list without empty items; continuation lines of an item are indented."""
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items if item)


def link(text: str, href: str | None) -> str:
    """A link, or only its text if the URL is unsafe.

    :param text: Markdown within a line.
    """
    return f"[{text}]({destination(href)})" if href and is_safe(href) else text


def image(alt: str, src: str | None) -> str:
    return f"![{words(alt)}]({destination(src)})" if src and is_safe(src) else words(alt)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown, of one line or of several."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell(text) for text in line)} |" for line in lines)


def cell(text: str) -> str:
    """Any Markdown in one line, for a table cell."""
    return _BARE_BAR.sub(r"\\|", _BREAK.sub(r"\1<br>", re.sub(r"\n{2,}", "\n", text.strip())))


def join(*parts: str | None) -> str:
    """Join blocks with an empty line between them, skipping empty ones. Consecutive lists stay separate."""
    found = [part for part in parts if part]
    apart = [f"{part}\n\n<!-- -->" if _would_merge(part, after) else part for part, after in pairwise([*found, ""])]
    return "\n\n".join(apart)


def _would_merge(before: str, after: str) -> bool:
    starts = _LIST_ITEM.match(after)
    if starts is None:
        return False
    # Indented lines belong to an item.
    last = next((line for line in reversed(before.split("\n")) if line and not line.startswith(" ")), "")
    ends = _LIST_ITEM.match(last)
    return ends is not None and ends[1][-1] == starts[1][-1]


def destination(url: str) -> str:
    """A URL as a link destination."""
    encoded = _CONTROLS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url.strip())
    for sign in "\\()<>":
        encoded = encoded.replace(sign, f"%{ord(sign):02X}")
    return _ENTITY.sub("&amp;", encoded)
