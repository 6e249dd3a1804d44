from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PreviewableMixin

from .document import shown_fields

PLAIN = "plain"
#: Headers that keep a draft out of caches, other sites' frames and search engines.
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
}


class PlainPreview(PreviewableMixin):
    """Shows a draft on a plain page in the admin: in the editor, for reviewers, and for each revision.

    Wagtail's views check permissions. A project adds its website's preview as another mode of ``preview_modes``, with a
    ``serve_preview`` that handles it and leaves ``plain`` to this one.
    """

    preview_modes = [(PLAIN, _("Plain"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        return plain_page(request, self)


def plain_page(request: HttpRequest, instance: Model) -> TemplateResponse:
    """All of ``instance``, without anything that readers would not get."""
    language = instance.locale.language_code if getattr(instance, "locale_id", None) else ""
    return TemplateResponse(
        request,
        "pages/preview/page.html",
        {
            "instance": instance,
            "title": _title(instance),
            "kind": instance._meta.verbose_name,
            "language": language,
            "direction": "rtl" if _is_right_to_left(language) else "ltr",
            "fields": list(shown_fields(instance)),
            "streams": getattr(instance, "stream_fields", ()),
        },
        headers=HEADERS,
    )


def _title(instance: Model) -> str:
    return instance.title if isinstance(instance, Page) else str(instance)


def _is_right_to_left(language: str) -> bool:
    try:
        return bool(get_language_info(language)["bidi"])
    except KeyError:
        return False
