"""``fallback``: the language of pages that replace a missing translation, and how these are marked."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from typing_extensions import TypedDict
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

from .. import problems
from ..parameters import QueryParameter

FALLBACK_PARAMETER = QueryParameter(
    "fallback",
    "What may stand in for a page that is not published in the requested language: `true` for the site's own "
    "language, or the code of another one. The response then has `meta.fallback`. In listings, together with `locale`.",
    lambda _view: {"type": "string", "enum": ["true", "false", *get_content_languages()]},
)


class FallbackRepresentation(TypedDict):
    """``meta.fallback``: the page replaces one in another language that is not published.

    ``requested_html_path`` is the requested path; null if there was none, as for a page by its id, or in a list.
    """

    requested_locale: str
    served_locale: str
    requested_html_path: str | None


def requested_fallback(request: Request, default: str) -> str | None:
    """The language that ``fallback`` names; None if it is not given, or ``false``.

    :param default: the language that ``true`` means.
    :raises InvalidParameter: if it is not one of the content's languages.
    """
    text = request.query_params.get("fallback")
    if text is None or text == "false":
        return None
    if text == "true":
        return default
    codes = sorted(Locale.objects.values_list("language_code", flat=True))
    if text not in codes:
        raise problems.InvalidParameter(
            f"'{text}' is not one of the content's languages", parameter="fallback", allowed=["true", "false", *codes]
        )
    return text


def mark_fallback(document: dict[str, Any], mark: FallbackRepresentation) -> dict[str, Any]:
    """The document with ``meta.fallback``."""
    first = {"id": document["id"]} if "id" in document else {}
    return {**first, "meta": {**document.get("meta", {}), "fallback": mark}} | {
        name: value for name, value in document.items() if name not in ("id", "meta")
    }
