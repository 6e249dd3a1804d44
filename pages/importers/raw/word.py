from __future__ import annotations

import io
import re
import zipfile
from html import escape

from api.character_references import unescape

_PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
_FALLBACK = re.compile(r"<mc:Fallback\b.*?</mc:Fallback>", re.DOTALL)
_FALLBACK_END = "</mc:Fallback>"
# A run with its text, text outside of runs, and the end of a text.
_PIECE = re.compile(
    r"<w:vertAlign\b[^<>]*w:val=\"(?P<script>\w+)\"|<w:rStyle\b[^<>]*w:val=\"(?P<style>[^\"<]*)\""
    r"|<(?:w:t|w:delText|m:t)(?:\s[^<>]*)?>(?P<text>[^<]*)<|(?P<run></w:r>)"
    r"|(?P<space></?(?:w:del|w:ins|m:oMath)\b|<w:(?:tab|br|cr|d?strike|vanish)\b)|(?P<end></w:p>|</w:tc>)"
)
_STYLE = re.compile(r"<w:style\b")
_STYLE_ID = re.compile(r"[^<>]*?w:styleId=\"([^\"<]*)\"")
_SCRIPT = re.compile(r"<w:vertAlign\b[^<>]*w:val=\"(superscript|subscript)\"")
_ELEMENTS = {"superscript": "sup", "subscript": "sub"}


def read(content: bytes) -> list[str]:
    """The paragraphs of a Word file, from the characters of its XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = dict.fromkeys(archive.namelist())
        parts = [archive.read(name).decode("utf-8", "replace") for name in names if _PARTS.fullmatch(name)]
        styles = archive.read("word/styles.xml").decode("utf-8", "replace") if "word/styles.xml" in names else ""
    scripts = _scripts(styles)
    return [text for part in parts for text in _paragraphs(part, scripts)]


def _scripts(styles: str) -> dict[str, str]:
    """The superscript and subscript styles, by their ids."""
    pieces = (piece.partition("</w:style>")[0] for piece in _STYLE.split(styles)[1:])
    found = ((_STYLE_ID.match(piece), _SCRIPT.search(piece)) for piece in pieces)
    return {style[1]: script[1] for style, script in found if style and script}


def _paragraphs(xml: str, scripts: dict[str, str]) -> list[str]:
    pieces: list[str] = []
    script = ""
    for piece in _PIECE.finditer(_without_fallbacks(xml)):
        if piece["text"] is not None:
            text = escape(unescape(piece["text"]), quote=False)
            pieces.append(f"<{script}>{text}</{script}>" if script else text)
        elif piece["script"]:
            script = _ELEMENTS.get(piece["script"], "")
        elif piece["style"]:
            script = script or _ELEMENTS.get(scripts.get(piece["style"], ""), "")
        elif piece["run"]:
            script = ""
        else:
            pieces.append("\0" if piece["end"] else " ")
    texts = "".join(pieces).replace("</sup><sup>", "").replace("</sub><sub>", "").split("\0")
    return [tidied for text in texts if (tidied := " ".join(text.split()))]


def _without_fallbacks(xml: str) -> str:
    # What begins after the last end tag is never closed.
    before, end, after = xml.rpartition(_FALLBACK_END)
    return _FALLBACK.sub("", before + end) + after
