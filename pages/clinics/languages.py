"""Languages spoken at a clinic: stored as BCP 47 tags, entered and displayed by name (CLDR, through Babel)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NOT_LANGUAGES = {"mul", "und", "zxx"}


def language_name(tag: str, language: str | None = None) -> str:
    """The name of a language (BCP 47 tag) in another (the active one by default), or in English if it is unknown.

    >>> language_name("es", "en")
    'Spanish'
    """
    return _names(language or get_language() or "en").get(tag) or _names("en").get(tag, tag)


def parse_languages(text: str) -> list[str]:
    """The tags of languages entered by name or tag, separated by commas; in their order, without duplicates.

    :raises ValidationError: with a sentence for each unknown language.
    """
    words = [word.strip() for word in text.replace("\n", ",").split(",") if word.strip()]
    tags = {word: find_language(word) for word in words}
    unknown = [ValidationError(_unknown(word), code="invalid") for word, tag in tags.items() if tag is None]
    if unknown:
        raise ValidationError(unknown)
    return list(dict.fromkeys(tag for tag in tags.values() if tag is not None))


def find_language(word: str) -> str | None:
    """The tag of the language with this name or tag."""
    word = _comparable(word.replace("_", "-"))
    return _by_word(get_language() or "en").get(word) or _by_word("en").get(word)


def validate_languages(tags: Sequence[str]) -> None:
    """:raises ValidationError: for a tag without a name."""
    if not isinstance(tags, list):
        raise ValidationError(_("Languages are a list of BCP 47 tags, such as [“en”, “es”]."), code="no_list")
    unknown = [tag for tag in tags if tag not in _names("en")]
    if unknown:
        raise ValidationError([ValidationError(_unknown(str(tag)), code="unknown") for tag in unknown])


def _unknown(word: str) -> str:
    return _("“%(word)s” is not a known language. Enter its name, such as “Spanish”.") % {"word": word}


@cache
def _names(language: str) -> dict[str, str]:
    """The names of all languages in ``language``, by tag."""
    names = Locale.parse(language, sep="-").languages
    return {key.replace("_", "-"): name for key, name in names.items() if key not in NOT_LANGUAGES}


@cache
def _by_word(language: str) -> dict[str, str]:
    names = _names(language)
    by_name = {_comparable(name): tag for tag, name in names.items()}
    return by_name | {_comparable(tag): tag for tag in names}


def _comparable(word: str) -> str:
    """In lower case and without the apostrophes that keyboards lack ("Kʼicheʼ")."""  # noqa: RUF002
    return re.sub("['\u2018\u2019\u02bc]", "", word.casefold())
