from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages.storage import default_storage
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from api.availability import is_database_away

from .passes import refused
from .sentences import REFUSALS, as_validation_error, is_overtaken, sentence

View = Callable[..., HttpResponseBase]

#: The number of attempts if concurrent transactions conflict.
ATTEMPTS = 4
_WRITING_NOTHING = ("preview", "editing_sessions", "login", "dismissibles", "releases")


class RefuseInTheAdmin:
    """Reports errors of the database or a model in the admin as a sentence.

    Each POST to the admin is one transaction, all or nothing. After a conflict with a concurrent save it is retried: a
    form then sees the current data, and shows errors at its fields. A remaining error is shown in the form, with all
    input kept; without a form, as a message.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if request.method != "POST" or not _may_write(request):
            return None
        return _Passes(request, lambda: view(request, *args, **kwargs)).answer()


class _Passes:
    """The attempts to answer one request."""

    def __init__(self, request: HttpRequest, view: Callable[[], HttpResponseBase]) -> None:
        self.request = request
        self.view = view

    def answer(self) -> HttpResponseBase:
        error: Exception | None = None
        # Uploaded files can be read and moved only once.
        for _attempt in range(1 if self.request.FILES else ATTEMPTS):
            former = error
            try:
                return self._try()
            except (*REFUSALS, OperationalError, ObjectDoesNotExist) as raised:
                error = raised
            if isinstance(error, OperationalError) and not is_database_away(error):
                break
            if isinstance(error, PermissionDenied) or repr(error) == repr(former):
                break
        return self._refuse(error)

    def _try(self) -> HttpResponseBase:
        if hasattr(self.request, "_messages"):
            self.request._messages = default_storage(self.request)
        with transaction.atomic():
            return self.view()

    def _refuse(self, error: Exception) -> HttpResponseBase:
        is_refusal = isinstance(error, REFUSALS) or is_overtaken(error)
        if not is_refusal or isinstance(error, PermissionDenied):
            raise error
        if not self.request.FILES:
            try:
                with refused(as_validation_error(error)):
                    return self._try()
            except REFUSALS as raised:
                error = raised
        return self._say(sentence(error))

    def _say(self, words: str) -> HttpResponseBase:
        in_dialog = self.request.headers.get("X-Requested-With") == "XMLHttpRequest"
        is_workflow = "workflow" in self.request.resolver_match.view_name
        if not self.request.accepts("text/html") or (in_dialog and not is_workflow):
            problem = {"success": False, "error_code": "refused", "error_message": words}
            return JsonResponse(problem, status=409 if self.request.accepts("text/html") else 400)
        self.request._messages = default_storage(self.request)
        messages.error(self.request, words)
        if in_dialog:
            # Wagtail's workflow dialogs close on this response, and reload the page behind them.
            return JsonResponse({"step": "success", "redirect": self._where_from()})
        return HttpResponseRedirect(self._where_from())

    def _where_from(self) -> str:
        referer = self.request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(referer, {self.request.get_host()}, self.request.is_secure()):
            parts = urlsplit(referer)
            return parts.path + (f"?{parts.query}" if parts.query else "")
        return reverse("wagtailadmin_home")


def _may_write(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or not request.path.startswith(reverse("wagtailadmin_home")):
        return False
    return not any(word in match.view_name for word in _WRITING_NOTHING)
