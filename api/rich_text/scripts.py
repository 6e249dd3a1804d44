"""Raised and lowered text where there is no markup: in headings, summaries, search and word counts.

``10<sup>9</sup>/L`` without its markup is 109/L, another number. Unicode has signs for most of what is raised or
lowered; the rest is written as in plain-text mathematics.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache

# In languages of Europe: 1st, 2nd, 3rd, 4th; 1er, 2e; 1.º, 2.ª.
_ORDINALS = {"st", "nd", "rd", "th", "er", "ère", "re", "e", "ème", "o", "a", "º", "ª", "os", "as"}
_ELEMENT = re.compile(r"<(sup|sub)\b[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def superscript(text: str) -> str:
    """``text`` as raised signs: 10⁹. Ordinals stay as they are (5th); what has no signs stands behind a ^."""
    words = text.strip()
    if words.lower() in _ORDINALS or not any(char.isalnum() for char in words) or words.startswith(("[", "(")):
        return _signs_of_operators(text, _signs()["super"]) if words in ("+", "-", "−") else text
    signs = _signs()["super"]
    if all(char in signs or char == " " for char in words):
        return "".join(signs.get(char, char) for char in text)
    return f"^{words}" if re.fullmatch(r"\w+", words) else f"^({words})"


def subscript(text: str) -> str:
    """``text`` as lowered signs: B₁₂, HbA₁c. Letters stay as they are (Tmax)."""
    return "".join(_signs()["sub"].get(char, char) if not char.isalpha() else char for char in text)


#: By the name of the element.
SIGNS: dict[str, Callable[[str], str]] = {"sup": superscript, "sub": subscript}


def with_signs(markup: str) -> str:
    """HTML in which raised and lowered text no longer needs markup."""
    if "<su" not in markup.lower():
        return markup
    return _ELEMENT.sub(_replace, markup)


def apart(text: str) -> str:
    """``text`` in which what is raised or lowered is a word of plain signs: ``10⁹`` is ``10 9``."""
    plain = {sign: char for signs in _signs().values() for char, sign in signs.items()}
    return re.sub(f"[{re.escape(''.join(plain))}]+", lambda run: f" {''.join(plain[c] for c in run[0])} ", text)


def _replace(element: re.Match[str]) -> str:
    words = html.unescape(_TAG.sub("", element[2]))
    return html.escape(SIGNS[element[1].lower()](words), quote=False)


def _signs_of_operators(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)


@cache
def _signs() -> dict[str, dict[str, str]]:
    """The raised and the lowered sign for each character that has one."""
    found: dict[str, dict[str, str]] = {"super": {}, "sub": {}}
    for code in range(0x80, sys.maxunicode if sys.maxunicode < 0x20000 else 0x20000):
        kind, _space, original = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in ("<super>", "<sub>") and original and " " not in original:
            found[kind[1:-1]].setdefault(chr(int(original, 16)), chr(code))
    for signs in found.values():
        if "−" in signs:
            signs.setdefault("-", signs["−"])
    return found
