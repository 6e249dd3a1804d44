"""Errors, as RFC 9457 problem details (``application/problem+json``).

Each problem has ``type``, ``title``, ``status``, ``detail`` and ``message``, the member that clients of Wagtail's API
v2 read; where one parameter is at fault, ``parameter`` names it and ``allowed`` says what it takes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any, NotRequired, cast

from django.core.exceptions import PermissionDenied, SuspiciousOperation, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.views import defaults
from pydantic import WithJsonSchema
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback
from typing_extensions import TypedDict

from .availability import is_database_away
from .conf import NAMESPACE

CONTENT_TYPE = "application/problem+json"
# The base classes of errors from search engines' clients; neither has to be installed.
SEARCH_CLIENTS = frozenset(["elastic_transport", "elasticsearch", "opensearchpy"])
RETRY_SECONDS = 30
DATABASE_RETRY_SECONDS = 5

logger = logging.getLogger(__name__)


class ProblemDocument(TypedDict):
    """An error (RFC 9457).

    `type` names the kind of problem, `detail` says in a sentence what is wrong and what is allowed, `message` is what
    clients of Wagtail's API v2 read. Where one query parameter is at fault, `parameter` names it, and `allowed` says
    what it takes: a list of values, or a sentence.
    """

    type: Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
    title: str
    status: int
    detail: str
    message: str
    parameter: NotRequired[str]
    allowed: NotRequired[list[str] | str]


class Problem(exceptions.APIException):
    """A client error that names its cause.

    :param message: one sentence: what is wrong.
    :param parameter: the query parameter at fault.
    :param allowed: what that parameter takes: a list of values or names, or a sentence.
    """

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "invalid"

    def __init__(
        self, message: str, *, parameter: str | None = None, allowed: Iterable[str] | str | None = None
    ) -> None:
        super().__init__(detail=message)
        self.parameter = parameter
        self.allowed = allowed if allowed is None or isinstance(allowed, str) else list(allowed)

    @property
    def members(self) -> dict[str, Any]:
        """The additional members in the problem document of this kind of problem."""
        members = {"parameter": self.parameter, "allowed": self.allowed}
        return {name: value for name, value in members.items() if value is not None}


class InvalidParameter(Problem):
    """A parameter has an invalid value."""

    default_code = "invalid-parameter"


class UnknownParameter(Problem):
    """A query parameter that the endpoint does not have."""

    default_code = "unknown-parameter"


class UnknownField(Problem):
    """``fields`` names a field that the object does not have."""

    default_code = "unknown-field"


class LimitTooHigh(Problem):
    """``limit`` is above the maximum."""

    default_code = "limit-too-high"


class NotFound(Problem):
    """There is no such object, or it is not public: a response never reveals which."""

    status_code = HTTPStatus.NOT_FOUND
    default_code = "not-found"

    def __init__(self, message: str = "not found", **members: Any) -> None:
        super().__init__(message, **members)


class UnknownLocale(NotFound):
    """The content does not have the requested language.

    :param allowed: the codes of the languages that it has.
    """

    def __init__(self, allowed: Iterable[str]) -> None:
        super().__init__("No Locale matches the given query.", parameter="locale", allowed=allowed)


class UnknownSite(NotFound):
    """There is no such site, or none at all; the message does not reveal which sites exist."""

    def __init__(self) -> None:
        super().__init__("No Site matches the given query.", parameter="site")


class UnknownAddress(NotFound):
    """The API has no such URL, whatever the content is: the client is at fault."""

    default_code = "unknown-address"


class SearchUnavailable(exceptions.APIException):
    """The search server does not respond, or not correctly."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "Search is out of reach at the moment. Try again later."
    default_code = "search-unavailable"
    wait = RETRY_SECONDS - 1


class Gone(Problem):
    """There was a public object, which no longer exists."""

    status_code = HTTPStatus.GONE
    default_code = "gone"

    def __init__(self, message: str = "this page is no longer published", **members: Any) -> None:
        super().__init__(message, **members)


class DatabaseAway(Problem):
    """The database cannot be reached at present."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "database-away"
    wait = DATABASE_RETRY_SECONDS

    def __init__(self) -> None:
        super().__init__("the database does not answer; try again in a few seconds")


def exception_handler(exception: Exception, context: dict[str, Any]) -> Response:
    """Turn any exception of a view into a problem document; unexpected ones become a 500 without internal details.

    It is the ``EXCEPTION_HANDLER`` of the API's own views.
    """
    set_rollback()
    if type(exception).__module__.partition(".")[0] in SEARCH_CLIENTS:
        logger.error("The search engine failed", exc_info=exception)
        exception = SearchUnavailable()
    if is_database_away(exception):
        logger.error("The database does not answer", exc_info=exception)
        exception = DatabaseAway()
    if isinstance(exception, Http404):
        exception = NotFound(str(exception) or "not found")
    elif isinstance(exception, TooManyFieldsSent):
        exception = Problem("the request has too many parameters")
    elif isinstance(exception, SuspiciousOperation):
        exception = Problem("the request cannot be understood")
    elif isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    if not isinstance(exception, exceptions.APIException):
        logger.error("Unexpected error in the API", exc_info=exception, extra={"request": context.get("request")})
        exception = exceptions.APIException("The server met an unexpected error. Try again later.")
    return Response(
        problem_document(exception),
        status=exception.status_code,
        headers=_headers(exception),
        content_type=CONTENT_TYPE,
    )


def problem_document(exception: exceptions.APIException) -> ProblemDocument:
    """The problem document of ``exception`` (RFC 9457, section 3)."""
    message = str(exception.detail)
    code = str(getattr(exception.detail, "code", None) or exception.default_code).replace("_", "-")
    members = exception.members if isinstance(exception, Problem) else {}
    document = {
        "type": f"urn:clinic-api:problem:{code}",
        "title": HTTPStatus(exception.status_code).phrase,
        "status": int(exception.status_code),
        "detail": _detail(message, members),
        "message": message,
        **members,
    }
    return cast(ProblemDocument, document)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The project's ``handler404``: a problem document below ``/api/``, Django's own page elsewhere."""
    if is_api_request(request):
        return problem_response(UnknownAddress(f"there is nothing at {request.path}"))
    return defaults.page_not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The project's ``handler400``, for a host that is not in ``ALLOWED_HOSTS``: as ``page_not_found``."""
    if is_api_request(request):
        return problem_response(Problem("the request cannot be understood"))
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """The project's ``handler500``: a problem document for the API, Django's own page elsewhere."""
    if is_api_request(request):
        return problem_response(exceptions.APIException("The server met an unexpected error. Try again later."))
    return defaults.server_error(request)


def is_api_request(request: HttpRequest) -> bool:
    """Whether the request is for the API rather than for an HTML page: its path begins with the API's first
    component.
    """
    try:
        index = reverse(f"{NAMESPACE}:index")
    except NoReverseMatch:
        return False
    prefix = get_script_prefix()
    first = index.removeprefix(prefix).partition("/")[0]
    return request.path.startswith(f"{prefix}{first}/" if first else prefix)


def problem_response(exception: exceptions.APIException) -> JsonResponse:
    """A problem document from outside the API's views."""
    document = problem_document(exception)
    return JsonResponse(document, status=exception.status_code, content_type=CONTENT_TYPE, headers=_headers(exception))


def _detail(message: str, members: dict[str, Any]) -> str:
    sentence = message[:1].upper() + message[1:].rstrip(".") + "."
    allowed = members.get("allowed")
    if not allowed:
        return sentence
    if isinstance(allowed, str):
        return f"{sentence} Allowed: {allowed}."
    return f"{sentence} Allowed: {', '.join(allowed)}."


def _headers(exception: exceptions.APIException) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    if wait := getattr(exception, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    if authenticate := getattr(exception, "auth_header", None):
        headers["WWW-Authenticate"] = authenticate
    return headers
