from __future__ import annotations

import keyword
import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


class WrongName(ValueError):  # noqa: N818  (says what is the case)
    """A name cannot be used; the message says why, and what to type instead."""


@dataclass(frozen=True)
class Name:
    """The name of the new class: ``open day``.

    >>> Name.of("OpenDayPage", suffix="Page").module
    'open_day'
    """

    words: tuple[str, ...]
    plural_words: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *, suffix: str = "", plural: str = "") -> Name:
        """:param text: as typed: ``open_day``, ``OpenDay`` or ``open-day``.
        :param suffix: removed if the text ends with it.
        :param plural: of an irregular word.
        :raises WrongName: if it is not usable as the name of a class or module.
        """
        words = _words(text)
        if suffix and len(words) > 1 and words[-1] == suffix.lower():
            words = words[:-1]
        plural_words = _words(plural) if plural else (*words[:-1], _plural(words[-1]))
        if plural_words == words:
            raise WrongName(
                f"The plural of “{text}” is the same word, but both need a name. Give another plural: --plural NAME"
            )
        return cls(words, plural_words)

    @property
    def module(self) -> str:
        """``open_day``"""
        return "_".join(self.words)

    @property
    def plural_module(self) -> str:
        """``open_days``"""
        return "_".join(self.plural_words)

    @property
    def path(self) -> str:
        """``open-days``, as in a path of the API."""
        return "-".join(self.plural_words)

    @property
    def class_name(self) -> str:
        """``OpenDay``"""
        return "".join(word.capitalize() for word in self.words)

    def replace(self, text: str, **others: str) -> str:
        """``text`` with ``sample`` replaced by this name, in each spelling.

        :param others: further names to replace.
        """
        article = "an" if self.words[0][0] in "aeiou" else "a"
        spellings = {
            **others,
            "A sample words": " ".join([article.capitalize(), *self.words]),
            "a sample words": " ".join([article, *self.words]),
            "Samples": "".join(word.capitalize() for word in self.plural_words),
            "Sample": self.class_name,
            "samples path": self.path,
            "samples words": " ".join(self.plural_words),
            "sample words": " ".join(self.words),
            "samples": self.plural_module,
            "sample": self.module,
        }
        return re.sub("|".join(spellings), lambda found: spellings[found[0]], text)


def _words(text: str) -> tuple[str, ...]:
    words = tuple(word.lower() for word in _WORD.findall(text))
    fits = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", text) and words
    if not fits or keyword.iskeyword("_".join(words)) or keyword.issoftkeyword("_".join(words)):
        raise WrongName(
            f"“{text}” cannot be the name of a class: begin with a letter, and use letters and digits, as in open_day."
        )
    return words


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|z|ch|sh)$", word) else f"{word}s"
