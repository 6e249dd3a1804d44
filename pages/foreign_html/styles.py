"""The meaning of styles: whether text is bold, italic, superscript, subscript, struck out or hidden.

Of style sheets only rules for elements and classes are used, which are those that Word and Google Docs write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

BOLD, ITALIC, SUPERSCRIPT, SUBSCRIPT = "b", "i", "sup", "sub"

_NUMBER = re.compile("[0-9]{1,4}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIMPLE_SELECTOR = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?\.[\w-]+", re.IGNORECASE)
_ELEMENTS = {"b": BOLD, "strong": BOLD, "em": ITALIC, "i": ITALIC, "sub": SUBSCRIPT, "sup": SUPERSCRIPT}
_STRUCK = {"s": "struck out", "strike": "struck out", "del": "deleted"}
# The relevant declarations. The rest is appearance.
_PROPERTIES = {
    "display", "font-size", "font-style", "font-weight", "mso-element", "mso-hide", "mso-list", "text-decoration",
    "text-decoration-line", "vertical-align", "visibility",
}  # fmt: skip

Declarations = Mapping[str, str]


def declarations(style: str) -> dict[str, str]:
    """The relevant declarations of a style attribute, or of a rule."""
    pairs = (part.partition(":") for part in style.split(";"))
    found = {name.strip().lower(): value.replace("!important", "").strip().lower() for name, _colon, value in pairs}
    return {name: value for name, value in found.items() if name in _PROPERTIES}


class StyleSheet:
    """The simple rules of a style sheet."""

    def __init__(self, text: str) -> None:
        self.rules: dict[str, dict[str, str]] = {}
        for prelude, body in _rules(_COMMENT.sub("", text)):
            found = declarations(body)
            for selector in prelude.split(",") if found else []:
                if _SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    self.rules.setdefault(selector.strip().lower(), {}).update(found)

    def declarations(self, name: str, attributes: Mapping[str, str | None]) -> dict[str, str]:
        """All declarations for an element: by its name, its classes and its own style; the last takes precedence."""
        classes = (attributes.get("class") or "").lower().split()
        found: dict[str, str] = {}
        for selector in [name, *(f".{each}" for each in classes), *(f"{name}.{each}" for each in classes)]:
            found.update(self.rules.get(selector, {}))
        found.update(declarations(attributes.get("style") or ""))
        return found


def marks_of(name: str, declared: Declarations, inherited: frozenset[str]) -> frozenset[str]:
    """The marks of the text in an element."""
    marks = set(inherited)
    if name in _ELEMENTS:
        marks.add(_ELEMENTS[name])
    _mark(marks, BOLD, _is_bold(declared.get("font-weight", "")))
    slant = declared.get("font-style", "")
    _mark(marks, ITALIC, slant.startswith(("italic", "oblique")) if slant not in ("", "inherit") else None)
    align = declared.get("vertical-align", "")
    if align in ("super", "sub"):
        marks -= {SUPERSCRIPT, SUBSCRIPT}
        marks.add(SUPERSCRIPT if align == "super" else SUBSCRIPT)
    return frozenset(marks)


def reason_to_leave_out(name: str, attributes: Mapping[str, str | None], declared: Declarations) -> str:
    """Why the text of an element is left out: it is struck out, or hidden. Empty if it is kept."""
    if name in _STRUCK:
        return _STRUCK[name]
    decoration = f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
    if "line-through" in decoration:
        return "struck out"
    is_hidden = (
        "hidden" in attributes
        or declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or declared.get("mso-hide") == "all"
        or re.fullmatch(r"0(px|pt|em|rem|%)?", declared.get("font-size", ""))
    )
    return "hidden" if is_hidden else ""


def _rules(text: str) -> Iterable[tuple[str, str]]:
    """The rules outside of at-rules such as @media."""
    position = 0
    while (opening := text.find("{", position)) >= 0:
        prelude = text[position:opening].rpartition(";")[2].strip()
        if prelude.startswith("@"):
            position = _end_of_block(text, opening)
            continue
        closing = text.find("}", opening)
        position = len(text) if closing < 0 else closing + 1
        yield prelude, text[opening + 1 : position - 1]


def _end_of_block(text: str, opening: int) -> int:
    depth = 0
    for brace in re.compile("[{}]").finditer(text, opening):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(text)


def _is_bold(weight: str) -> bool | None:
    """None if the weight is not conclusive."""
    if _NUMBER.fullmatch(weight):
        return int(weight) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def _mark(marks: set[str], mark: str, holds: bool | None) -> None:
    if holds:
        marks.add(mark)
    elif holds is False:
        marks.discard(mark)
