"""While the database is away, answers are 503 with ``Retry-After``: nothing is wrong with the request."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from api.availability import is_database_away
from api.problems import DATABASE_RETRY_SECONDS, DatabaseAway, is_api_request, problem_response
from api.problems import server_error as unexpected_error
from cms.log_limits import LogLimit


def server_error(request: HttpRequest) -> HttpResponse:
    """The project's ``handler500``: 503 while the database is away, else what the API makes of the error."""
    if not is_database_away(sys.exc_info()[1]):
        return unexpected_error(request)
    response = problem_response(DatabaseAway()) if is_api_request(request) else _page()
    response.headers["Retry-After"] = str(DATABASE_RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


class OneLineWhileAway(logging.Filter):
    """Lets one line a minute, without its traceback, say that the database is away, in the place of one a request."""

    def __init__(self) -> None:
        super().__init__()
        self._limit = LogLimit()

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not is_database_away(error):
            # What the API has answered itself comes here once more, without its cause.
            return getattr(record, "status_code", None) != 503 or self._limit.allows("answers")
        record.msg, record.args = "The database does not respond: %s", (error,)
        record.exc_info = record.exc_text = None
        return self._limit.allows("database")


def _page() -> HttpResponse:
    return HttpResponse(render_to_string("cms/unavailable.html"), status=503)
