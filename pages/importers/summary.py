from __future__ import annotations

import re

from ..models.base import SUMMARY_MAX_LENGTH, SUMMARY_MIN_LENGTH
from .outline import Outline

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def summary_of(outline: Outline) -> str:
    """The first sentences of the text, as many as fit into a summary; a first sentence that is too long is
    truncated.
    """
    text = " ".join(section.text for section in outline.sections)
    sentences = _SENTENCE_END.split(text)
    summary = ""
    for sentence in sentences:
        longer = f"{summary} {sentence}".strip()
        if len(longer) > SUMMARY_MAX_LENGTH:
            break
        summary = longer
    return summary if len(summary) >= SUMMARY_MIN_LENGTH else _cut(text)


def _cut(text: str) -> str:
    if len(text) <= SUMMARY_MAX_LENGTH:
        return text
    return text[: SUMMARY_MAX_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
