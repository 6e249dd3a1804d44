from __future__ import annotations

import unicodedata

from anyascii import anyascii
from django.conf import settings
from django.utils.text import slugify

MAX_LENGTH = 200
_LATIN = "LATIN "
# Vowel points that Arabic and Hebrew are read without.
_POINTED = ("ARABIC", "HEBREW")


def slug_of(title: str) -> str:
    """The slug for a title: in Latin letters without accents, or in the title's own script.

    URLs in Arabic, Chinese or Hebrew letters are what Wagtail's editor makes of such a title, and what browsers display
    and search engines understand; a transliteration without vowels or tones is not a word in any language. Scripts with
    vowel signs, such as Devanagari, are transliterated: slugs cannot contain those signs. Everything is transliterated
    if ``WAGTAIL_ALLOW_UNICODE_SLUGS`` is off.
    """
    title = unicodedata.normalize("NFKC", title)
    in_own_script = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True) and not _needs_latin(title)
    slug = slugify(title, allow_unicode=True) if in_own_script else slugify(anyascii(title))
    return slug[:MAX_LENGTH].strip("-_") or "article"


def _needs_latin(title: str) -> bool:
    letters = [unicodedata.name(char, "") for char in title if char.isalpha()]
    signs = [unicodedata.name(char, "") for char in title if unicodedata.category(char) in ("Mn", "Mc")]
    is_latin = all(name.startswith(_LATIN) for name in letters)
    return is_latin or any(not name.startswith(_POINTED) for name in signs)
