"""The texts of an image on a page, and their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant


class ImageWords(NamedTuple):
    """``alt_text`` is empty for a decorative image. ``locale`` is its language if that is known to differ from the
    page's, else empty.
    """

    alt_text: str
    caption: str
    locale: str = ""


def default_language_unless(locale_id: int | None, context: Mapping[str, Any] | None) -> str:
    """The default language, for texts that are not translated; empty if it is the one with this key, or unknown.

    The language codes are those that the response already has (``references`` in its context): no image causes a query.
    """
    sites = getattr((context or {}).get("references"), "sites", None)
    codes = getattr(sites, "locale_codes", {}) if locale_id is not None else {}
    default = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return default if codes.get(locale_id, default) != default else ""
