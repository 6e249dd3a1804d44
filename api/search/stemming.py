"""Prefixes that the forms of a word share: "treatments" and "treating" both begin with "treat"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from os.path import commonprefix

import snowballstemmer

from .folding import fold

# Unrelated words share shorter prefixes: "car" and "cardiac".
SHORTEST = 4
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}


def beginnings(word: str, languages: Iterable[str]) -> list[str]:
    """Prefixes of the other forms of ``word``, in each of ``languages`` (codes such as ``en`` or ``pt-br``)."""
    algorithms = {_ALGORITHMS.get(code.partition("-")[0].lower()) for code in languages}
    found = {_beginning(word, algorithm) for algorithm in algorithms if algorithm}
    return sorted(stem for stem in found if len(stem) >= SHORTEST)


@lru_cache(maxsize=4096)
def _beginning(word: str, algorithm: str) -> str:
    """The stem, as far as all forms of the word share it: of "therapy" and "therapies" that is "therap"."""
    stem = commonprefix([fold(word), fold(snowballstemmer.stemmer(algorithm).stemWord(word))])  # noqa: RUF071  (letter by letter is what is wanted)
    return stem[:-1] if algorithm == "english" and stem.endswith("i") else stem
