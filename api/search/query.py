from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .folding import fold, words_of
from .stemming import beginnings

MAX_LENGTH = 200
MAX_TERMS = 16
# A single letter is a word, but not a prefix: half of all texts would match.
SHORTEST_PREFIX = 2

_PARTS = re.compile(r'"([^"]*)"|([^"]+)|"')


@dataclass(frozen=True)
class Term:
    """A condition on a text: it contains a word in any of its forms, or a phrase.

    :param words: the word, or those of the phrase in their order; in lower case, with accents.
    :param prefixes: prefixes of other words that match.
    """

    words: tuple[str, ...]
    prefixes: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """A regular expression for folded texts."""
        forms = [r"[\W_]+".join(re.escape(fold(word)) for word in self.words) + r"(?!\w)"]
        forms += [re.escape(fold(prefix)) + r"\w*" for prefix in self.prefixes]
        return "|".join(forms)


@dataclass(frozen=True)
class SearchQuery:
    """A parsed query. Without terms, nothing is found."""

    terms: tuple[Term, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the terms in folded texts; the number of the matching group is the term."""
        terms = "|".join(f"({term.pattern})" for term in self.terms)
        return re.compile(rf"(?<!\w)(?:{terms})" if terms else r"(?!)")

    @classmethod
    def parse(cls, text: str, languages: Iterable[str]) -> SearchQuery:
        """Parse what was typed: words, and phrases in double quotes. There is no other syntax.

        The last word may be incomplete, unless something follows it.

        :param languages: the codes of the languages in which words are stemmed.
        """
        languages = list(languages)
        found: dict[Term, None] = {}
        for match in _PARTS.finditer(text):
            if phrase := words_of(match[1] or ""):
                found[Term(tuple(phrase))] = None
            is_last = match.end() == len(text)
            words = words_of(match[2] or "")
            for number, word in enumerate(words, start=1):
                unfinished = is_last and number == len(words) and bool(words_of(text[-1]))
                found[_word(word, languages, unfinished=unfinished)] = None
        return cls(tuple(found)[:MAX_TERMS])


def _word(word: str, languages: list[str], *, unfinished: bool) -> Term:
    prefixes = beginnings(word, languages)
    if unfinished and (len(word) >= SHORTEST_PREFIX or not word.isascii()):
        prefixes.append(word)
    return Term((word,), tuple(_shortest(prefixes)))


def _shortest(prefixes: list[str]) -> list[str]:
    """Those of which no other one is a prefix."""
    kept: list[str] = []
    for prefix in sorted(prefixes):
        if not (kept and prefix.startswith(kept[-1])):
            kept.append(prefix)
    return kept
