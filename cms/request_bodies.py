"""How large the body of a request may be: decided by its headers, before any of it is read or put on the disk."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from api.problems import Problem, is_api_request, problem_response
from media.visibility import is_staff

#: In bytes: what anybody may send, such as a form to log in. Less than what Django puts on the disk.
DEFAULT_LIMIT = 256 * 1024
#: How many times larger than may be kept a file of staff may be, to be refused by a sentence beside its field.
_TOLERANCE = 10


class BodyTooLarge(Problem):
    """The body of a request is larger than this address takes."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "body-too-large"


def limit_request_body(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answers 413 instead of reading a body that is too large. It stands behind the one that knows users,
    and asks for the user only where a body is larger than anybody may send.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        size = declared_size(request)
        if size <= general_limit():
            return get_response(request)
        limit = limit_for(request)
        return get_response(request) if limit is None or size <= limit else too_large(request, limit)

    return middleware


def declared_size(request: HttpRequest) -> int:
    """In bytes, as ``Content-Length`` says; Django reads no more than that."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def general_limit() -> int:
    """In bytes: what anybody may send anywhere (``CLINIC_REQUEST_MAX_BYTES``)."""
    return getattr(settings, "CLINIC_REQUEST_MAX_BYTES", DEFAULT_LIMIT)


def limit_for(request: HttpRequest) -> int | None:
    """In bytes, for this address and this user; None for no limit. Staff may send forms and files to the admin."""
    if not (request.path.startswith(reverse("wagtailadmin_home")) and is_staff(request)):
        return general_limit()
    if request.content_type != "multipart/form-data":
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    files = (settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", None))
    return None if None in files else max(files) * _TOLERANCE


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """A problem document below ``/api/``, a sentence elsewhere."""
    sentence = f"the body of this request is too large: at most {filesizeformat(limit)} are taken here"
    if is_api_request(request):
        return problem_response(BodyTooLarge(sentence))
    text = f"{sentence[0].upper()}{sentence[1:]}."
    return HttpResponse(
        text, status=413, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
