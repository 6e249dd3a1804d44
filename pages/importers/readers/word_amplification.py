"""Rejects small Word files that would become large while mammoth reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..errors import ArticleImportError
from .word_styles import local

MAX_NOTE_ELEMENTS = 200_000
MAX_FIELD_DEPTH = 100
MAX_FIELD_LETTERS = 10_000_000


def check_notes(texts: Iterable[Element]) -> None:
    """Mammoth writes a note once for each reference to it.

    :param texts: the document and its notes.
    :raises ArticleImportError: if the notes would become too large.
    """
    elements = [(local(element), element) for text in texts for element in text.iter()]
    referred = Counter(
        _attribute(element, "id") for name, element in elements if name in ("footnoteReference", "endnoteReference")
    )
    notes = (
        (_attribute(note, "id"), sum(1 for _each in note.iter()))
        for name, note in elements
        if name in ("footnote", "endnote")
    )
    if sum(referred[key] * size for key, size in notes) > MAX_NOTE_ELEMENTS:
        raise ArticleImportError(
            "The Word file is too large for one article: it refers to long notes too often. Remove repeated "
            "references to the same note."
        )


def check_fields(texts: Iterable[Element]) -> None:
    """Mammoth scans all open fields for each run, and the text of a field for each end of a field.

    :raises ArticleImportError: if fields are nested too deeply, or their instructions are too long.
    """
    for text in texts:
        depth = letters = read = 0
        for element in text.iter():
            if local(element) == "instrText":
                letters += len("".join(element.itertext()))
            elif local(element) == "fldChar":
                kind = _attribute(element, "fldCharType")
                depth = max(depth + {"begin": 1, "end": -1}.get(kind, 0), 0)
                read += 0 if kind == "begin" else letters
                letters = 0 if kind == "begin" else letters
            if depth > MAX_FIELD_DEPTH or read > MAX_FIELD_LETTERS:
                raise ArticleImportError(
                    f"The Word file has fields that are nested more than {MAX_FIELD_DEPTH} levels deep, are "
                    "never closed or contain long instructions. Turn them into text (Ctrl+Shift+F9 in Word)."
                )


def _attribute(element: Element, wanted: str) -> str:
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == wanted), "")
