from __future__ import annotations

import json
from dataclasses import asdict
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..foreign_html.nesting import NestedTooDeeplyError
from ..rich_text_features import RICH_TEXT_FEATURES, SHORT_TEXT_FEATURES
from .clipboard import read_clipboard

MAX_CHARACTERS = 2_000_000


@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """What the editor inserts for the HTML of a clipboard. ``html``, ``headings`` and ``tables`` in a JSON object are
    the HTML, and what is allowed at the place; the response is a message if it cannot be parsed. Wagtail restricts it
    to staff.
    """
    try:
        body = json.loads(request.body)
        html, headings, tables = str(body["html"]), bool(body.get("headings")), bool(body.get("tables"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refusal(_("This request did not come from the editor. Reload the page and paste again."))
    if len(html) > MAX_CHARACTERS:
        return _refusal(_("This is too long to paste at once. Paste it in parts, or use Import for a whole document."))
    features = RICH_TEXT_FEATURES if headings else SHORT_TEXT_FEATURES
    try:
        pasted = read_clipboard(html, features, takes_tables=tables, own_addresses=_own_addresses(request))
    except (NestedTooDeeplyError, RecursionError) as error:
        return _refusal(f"{_('This cannot be pasted.')} {error}")
    return JsonResponse(asdict(pasted))


def _own_addresses(request: HttpRequest) -> list[str]:
    """The URLs of the admin and of the API, according to this request and the settings, and within a page."""
    configured = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    origins = {request.build_absolute_uri("/"), f"{configured.scheme}://{configured.netloc}/"}
    paths = [reverse("wagtailadmin_home").lstrip("/"), "api/", "#"]
    return [f"/{paths[0]}", *(f"{origin}{path}" for origin in sorted(origins) for path in paths)]


def _refusal(message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=400)
