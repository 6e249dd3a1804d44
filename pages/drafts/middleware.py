from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from pages.drafts.refusals import NotFitToPublish


class RefusedPublicationMiddleware:
    """Tells staff what keeps an object from going live, wherever in the admin they asked for it.

    The editor tells it at the fields. Approving in a list or beside a preview has no fields to tell it at: it leads to
    the editor, with the reasons in a message.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if not (isinstance(exception, NotFitToPublish) and is_admin):
            return None
        messages.error(request, refusal_message(exception))
        address = AdminURLFinder(request.user).get_edit_url(exception.instance) or reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def refusal_message(refusal: NotFitToPublish) -> str:
    """What was refused and why, in sentences for staff."""
    reasons = [f"{_label(refusal.instance, name)}{' '.join(reasons)}" for name, reasons in refusal.message_dict.items()]
    title = _("“%(title)s” was not published.") % {"title": refusal.instance}
    return " ".join([title, *reasons])


def _label(instance: models.Model, name: str) -> str:
    try:
        field: Any = instance._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    label = getattr(field, "verbose_name", None)
    return f"{capfirst(label)}: " if label else ""
