"""Finds text of a file that is neither in the article nor reported as left out, sentence by sentence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from api.character_references import unescape
from api.represent.rich_text.scripts import apart, with_signs

MOST_SENTENCES = 50
# Each is looked up in the whole text.
_MOST_LOOKED_FOR = 500

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
_INLINE = {"a", "b", "i"}
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+")


def lost_sentences(raw: Sequence[str], kept: Iterable[str]) -> list[str]:
    """A line for each sentence of ``raw`` with words that are missing in ``kept``; it names the words.

    :param raw: the texts of the file, as ``pages.importers.raw`` reads them.
    :param kept: the texts of the article and of what was left out; HTML.
    """
    there = [words(text) for text in kept]
    missing = Counter(word for text in raw for word in words(text))
    missing.subtract(Counter(word for text in there for word in text))
    missing = +missing
    if not missing:
        return []
    kept_text = "\n".join(f" {' '.join(text)} " for text in there)
    sentences = [(sentence, words(sentence)) for text in raw for sentence in _SENTENCE_END.split(text)]
    # First those without an exact match; then any from which the words may come.
    suspect = ((sentence, found) for sentence, found in sentences if not missing.keys().isdisjoint(found))
    looked_for = islice(suspect, _MOST_LOOKED_FOR)
    torn = [(sentence, found) for sentence, found in looked_for if f" {' '.join(found)} " not in kept_text]
    lines = list(_lines([*torn, *sentences], missing))
    if len(lines) > MOST_SENTENCES:
        lines[MOST_SENTENCES:] = [f"Missing: text of {len(lines) - MOST_SENTENCES} more sentences."]
    return lines


def words(html: str) -> list[str]:
    """The words of a text; a superscript or subscript number is a word of its own."""
    text = with_signs(html)
    end = text.rfind(">") + 1  # no tag begins after it, and searching for one from each character would take long
    text = _TAG.sub(lambda tag: "" if tag[2].lower() in _INLINE else " ", text[:end]) + text[end:]
    text = unicodedata.normalize("NFC", apart(unescape(text)))
    return _WORD.findall("".join(char for char in text if unicodedata.category(char) != "Cf"))


def texts_of(blocks: Iterable[dict[str, Any]]) -> Iterator[str]:
    """All texts in the stored blocks."""
    for block in blocks:
        yield from _strings(block["value"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _lines(sentences: Iterable[tuple[str, list[str]]], missing: Counter[str]) -> Iterator[str]:
    for sentence, found in sentences:
        gone = []
        for word in found:
            if missing[word] > 0:
                missing[word] -= 1
                gone.append(word)
        if gone:
            shown = unescape(with_signs(sentence))
            yield f"Missing: {', '.join(gone)}, from “{shown[:300]}”"
