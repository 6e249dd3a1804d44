"""Superscripts and subscripts without markup: in headings, summaries, search and word counts.

``10<sup>9</sup>/L`` without its markup is 109/L, another number. Unicode has characters for most superscripts and
subscripts; the rest is written as in plain-text mathematics.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache

from ...character_references import unescape

# In European languages: 1st, 2nd, 3rd, 4th; 1er, 2e; 1.º, 2.ª.
_ORDINALS = {"st", "nd", "rd", "th", "er", "ère", "re", "e", "ème", "o", "a", "º", "ª", "os", "as"}
_OPENING = re.compile(r"<(sup|sub)\b[^<>]*>", re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("sup", "sub")}
_TAG = re.compile(r"<[^>]*>")


def superscript(text: str) -> str:
    """``text`` in superscript characters: 10⁹. Ordinals stay as they are (5th); without such characters, ^ is
    prefixed.
    """
    words = text.strip()
    if words.lower() in _ORDINALS or not any(char.isalnum() for char in words) or words.startswith(("[", "(")):
        return _signs_of_operators(text, _signs()["super"]) if words in ("+", "-", "−") else text
    signs = _signs()["super"]
    if all(char in signs or char == " " for char in words):
        return "".join(signs.get(char, char) for char in text)
    return f"^{words}" if re.fullmatch(r"\w+", words) else f"^({words})"


def subscript(text: str) -> str:
    """``text`` in subscript characters: B₁₂, HbA₁c. Letters stay as they are (Tmax)."""
    return "".join(_signs()["sub"].get(char, char) if not char.isalpha() else char for char in text)


#: By the name of the element.
SIGNS: dict[str, Callable[[str], str]] = {"sup": superscript, "sub": subscript}


def with_signs(markup: str) -> str:
    """HTML with superscripts and subscripts as characters instead of markup."""
    if "<su" not in markup.lower():
        return markup
    pieces: list[str] = []
    position = done = 0
    never_closed: set[str] = set()
    while (opening := _OPENING.search(markup, position)) is not None:
        name, position = opening[1].lower(), opening.end()
        closing = _CLOSING[name].search(markup, position) if name not in never_closed else None
        if closing is None:
            never_closed.add(name)
            continue
        pieces += [markup[done : opening.start()], _signs_for(name, markup[position : closing.start()])]
        position = done = closing.end()
    return "".join([*pieces, markup[done:]])


def apart(text: str) -> str:
    """``text`` with superscripts and subscripts as separate plain words: ``10⁹`` is ``10 9``."""
    plain, run_of_signs = _plain()
    return run_of_signs.sub(lambda run: f" {''.join(plain[char] for char in run[0])} ", text)


def _signs_for(name: str, markup: str) -> str:
    """The content of an element of that name, in superscript or subscript characters."""
    end = markup.rfind(">") + 1
    words = unescape(_TAG.sub("", markup[:end]) + markup[end:])
    return html.escape(SIGNS[name](words), quote=False)


def _signs_of_operators(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)


@cache
def _plain() -> tuple[dict[str, str], re.Pattern[str]]:
    """The plain character for each superscript and subscript, and a pattern of runs of these."""
    plain = {sign: char for signs in _signs().values() for char, sign in signs.items()}
    return plain, re.compile(f"[{re.escape(''.join(plain))}]+")


@cache
def _signs() -> dict[str, dict[str, str]]:
    """The superscript and subscript for each character that has one."""
    found: dict[str, dict[str, str]] = {"super": {}, "sub": {}}
    for code in range(0x80, sys.maxunicode if sys.maxunicode < 0x20000 else 0x20000):
        kind, _space, original = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in ("<super>", "<sub>") and original and " " not in original:
            found[kind[1:-1]].setdefault(chr(int(original, 16)), chr(code))
    for signs in found.values():
        if "−" in signs:
            signs.setdefault("-", signs["−"])
    return found
