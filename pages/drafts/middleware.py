from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from pages.drafts.refusals import NotFitToPublish, refusal_message


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
