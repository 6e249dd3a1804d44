"""A first pass over the characters of HTML: parsers take time that grows with the square of the depth."""

from __future__ import annotations

import re

MAX_DEPTH = 150
MAX_ELEMENTS = 20_000

_TOKEN = re.compile(r"<!--|<(/?)([a-zA-Z][^\s/>]*)")
# Their content is not markup.
_RAW_TEXT = {"script", "style", "textarea", "title", "xmp"}
_VOID = {
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
}  # fmt: skip
# Their end tag is optional: the next one closes them.
_ENDED_BY_THE_NEXT = {
    "body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "tbody", "td", "tfoot", "th",
    "thead", "tr",
}  # fmt: skip


class NestedTooDeeplyError(Exception):
    """HTML that nobody wrote by hand; the message for staff says so."""


def check_nesting(html: str) -> str:
    """Check ``html`` before a parser reads it, and return the text of its style sheets.

    :raises NestedTooDeeplyError: if elements are nested too deeply, or there are too many.
    """
    depth = count = position = 0
    style_sheets = []
    while (token := _TOKEN.search(html, position)) is not None:
        position = token.end()
        if token[0] == "<!--":
            position = _after(html, "-->", position)
            continue
        name = token[2].lower()
        count += 1
        if count > 2 * MAX_ELEMENTS:
            raise NestedTooDeeplyError(f"The text has more than {MAX_ELEMENTS:,} elements. Split it into several.")
        if name in _RAW_TEXT and not token[1]:
            start = _after(html, ">", position)
            position = _end_of_raw_text(html, name, start)
            if name == "style":
                style_sheets.append(html[start:position])
        elif name not in _VOID and name not in _ENDED_BY_THE_NEXT and ":" not in name:
            depth = max(depth - 1, 0) if token[1] else depth + 1
            if depth > MAX_DEPTH:
                raise NestedTooDeeplyError(
                    f"Elements are nested more than {MAX_DEPTH} levels deep, or are never closed. Save the text "
                    "again from the program in which it was written."
                )
    return "\n".join(style_sheets)


def _after(html: str, end: str, position: int) -> int:
    found = html.find(end, position)
    return len(html) if found < 0 else found + len(end)


def _end_of_raw_text(html: str, name: str, position: int) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(html, position)
    return found.start() if found else len(html)
