from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from typing_extensions import TypedDict
from wagtail.coreutils import resolve_model_string
from wagtail.models import Locale, Page, get_page_models

from .. import conf, problems
from ..delivery.cache_control import CacheControl
from ..moments import in_utc
from ..parameters import SITE_PARAMETER, QueryParameter, language, positive_integer
from ..rendering import CompactJSONRenderer, ProblemRenderer
from ..represent.representations import type_name
from ..routing import journal, route_changes
from ..routing.routes import RouteRepresentation, Scope, after_page, content_type_ids
from ..sites import SiteMap, site_for_listing
from ..throttling import count_work
from .public_view import PublicView

NDJSON = "application/x-ndjson"
#: Routes in one response, and in one step of a stream.
MOST_ROUTES = 1000
# How far the clock that a client's timestamp comes from may be ahead of ours.
_CLOCKS_APART = timedelta(minutes=5)
_CURSOR = re.compile(r"(\d{1,13})\.(left|pages)\.(\d{1,18})")


class RoutesMeta(TypedDict):
    """``as_of`` is the next value for ``changed_since``; ``next_cursor`` leads to the next part of this response, and
    is null after the last.
    """

    as_of: str
    next_cursor: str | None


class RoutesRepresentation(TypedDict):
    meta: RoutesMeta
    items: list[RouteRepresentation]


class Position(NamedTuple):
    """The position in a response of several parts.

    :param as_of: the timestamp of its first part, in milliseconds since 1970.
    :param phase: ``left`` for the paths that were left, ``pages`` for current ones.
    :param pk: the last row of that phase that was sent.
    """

    as_of: int
    phase: str
    pk: int

    def __str__(self) -> str:
        return f"{self.as_of}.{self.phase}.{self.pk}"


class StreamRenderer(ProblemRenderer):
    """Accepts a request for a stream; errors are JSON nevertheless."""

    media_type = NDJSON
    format = "ndjson"


class RoutesView(PublicView):
    """Every path of the site at which visitors find a page, or what has changed since a timestamp."""

    renderer_classes = (CompactJSONRenderer, ProblemRenderer, StreamRenderer)
    query_parameters = (
        SITE_PARAMETER,
        QueryParameter("locale", "Only routes in this language, such as es.", language),
        QueryParameter("type", "Only pages of these types, separated by commas, each as `meta.type` has it."),
        QueryParameter(
            "changed_since",
            "Only what was published, changed, moved or removed since this timestamp, the meta.as_of of an earlier "
            "response.",
            {"type": "string", "format": "date-time"},
        ),
        QueryParameter(
            "limit",
            "The maximum number of routes in one part of the response.",
            {"type": "integer", "minimum": 1, "maximum": MOST_ROUTES, "default": MOST_ROUTES},
        ),
        QueryParameter("cursor", "The meta.next_cursor of the part before this one."),
    )
    response_shape = RoutesRepresentation
    # The response depends on the time of each request.
    cache_control = CacheControl(no_store=True)

    @classmethod
    def get_model(cls) -> None:
        return None

    @classmethod
    def get_snapshot_model(cls) -> None:
        return None

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", cls.as_view(), name="listing")]

    def get(self, request: Request) -> HttpResponseBase:
        self.check_parameters(request)
        count_work(request)
        position, limit, since = self._position(), self._limit(), self._since()
        self._scope  # noqa: B018  (is checked before a stream begins)
        if request.accepted_renderer.media_type == NDJSON:
            response: HttpResponseBase = StreamingHttpResponse(self._lines(position, since), content_type=NDJSON)
        else:
            items, following = self._part(position, since, limit)
            meta = RoutesMeta(as_of=_spell(position.as_of), next_cursor=str(following) if following else None)
            response = Response(RoutesRepresentation(meta=meta, items=items))
        response.headers["Cache-Control"] = self.cache_control.header()
        response.headers["Vary"] = "Accept"
        return response

    def _lines(self, position: Position, since: int | None) -> Iterator[bytes]:
        """The whole response: its timestamp, then a route per line, and finally their number, which shows that it is
        complete.
        """
        render = CompactJSONRenderer().render
        yield render({"meta": {"as_of": _spell(position.as_of)}}) + b"\n"
        count, following = 0, position
        while following is not None:
            items, following = self._part(following, since, MOST_ROUTES)
            count += len(items)
            yield b"".join(render(item) + b"\n" for item in items)
        yield render({"meta": {"count": count}}) + b"\n"

    def _part(
        self, position: Position, since: int | None, limit: int
    ) -> tuple[list[RouteRepresentation], Position | None]:
        if since is None:
            pages, pk = after_page(self._scope.pages(), position.pk, limit)
            items = list(self._scope.routes(pages))
        elif position.phase == "left":
            return self._left_part(position, since, limit)
        else:
            pages, pk = after_page(route_changes.changed_pages(self._scope, since), position.pk, limit)
            items = list(route_changes.changed_routes(self._scope, pages, since))
        return items, position._replace(phase="pages", pk=pk) if pk is not None else None

    def _left_part(
        self, position: Position, since: int, limit: int
    ) -> tuple[list[RouteRepresentation], Position | None]:
        rows = list(route_changes.left_paths(self._scope, since).filter(pk__gt=position.pk)[: limit + 1])
        items = list(route_changes.left_routes(self._scope, rows[:limit]))
        if len(rows) > limit:
            return items, position._replace(pk=rows[limit - 1].pk)
        return [*items, *route_changes.expired_routes(self._scope, since)], position._replace(phase="pages", pk=0)

    @cached_property
    def _scope(self) -> Scope:
        site, sites = site_for_listing(self.request), SiteMap()
        return Scope(site, sites, self._locale_id(), self._content_type_ids())

    def _locale_id(self) -> int | None:
        code = self.request.query_params.get("locale")
        if code is None:
            return None
        codes = dict(Locale.objects.values_list("language_code", "pk"))
        if code not in codes:
            raise problems.UnknownLocale(sorted(codes))
        return codes[code]

    def _content_type_ids(self) -> tuple[int, ...] | None:
        names = self.request.query_params.get("type")
        if not names:
            return None
        try:
            models = [resolve_model_string(name) for name in names.split(",")]
        except (LookupError, ValueError):
            models = []
        if not models or not all(issubclass(model, Page) for model in models):
            allowed = sorted(type_name(model) for model in get_page_models())
            raise problems.InvalidParameter("type doesn't exist", parameter="type", allowed=allowed)
        return content_type_ids(models)

    def _since(self) -> int | None:
        """The timestamp in ``changed_since``, in milliseconds since 1970.

        :raises InvalidParameter: if it cannot be parsed, or is older than the history of routes.
        """
        text = self.request.query_params.get("changed_since")
        if text is None:
            return None
        moment = _read(text) or _read(text.replace(" ", "+"))
        if moment is None:
            raise problems.InvalidParameter(
                f"'{text}' is not a valid timestamp",
                parameter="changed_since",
                allowed="the meta.as_of of an earlier response, such as 2026-10-01T09:30:00.000Z",
            )
        days = conf.route_history_days()
        now = in_utc(timezone.now())
        if moment < now - timedelta(days=days):
            raise problems.InvalidParameter(
                f"changes made more than {days} days ago are no longer recorded",
                parameter="changed_since",
                allowed="a later timestamp; or request all routes, without changed_since",
            )
        if moment > now + _CLOCKS_APART:
            raise problems.InvalidParameter(
                "changed_since is in the future", parameter="changed_since", allowed="a timestamp in the past"
            )
        return int(moment.timestamp() * 1000)

    def _position(self) -> Position:
        text = self.request.query_params.get("cursor", "")
        match = _CURSOR.fullmatch(text)
        if match is None and text:
            raise problems.InvalidParameter(
                f"'{text}' is not a valid cursor", parameter="cursor", allowed="next_cursor of the last response"
            )
        if match is None:
            return Position(journal.now_ms(), "left", 0)
        return Position(int(match[1]), match[2], int(match[3]))

    def _limit(self) -> int:
        limit = positive_integer(self.request.query_params, "limit", MOST_ROUTES)
        if not 0 < limit <= MOST_ROUTES:
            raise problems.LimitTooHigh(
                f"limit must be from 1 to {MOST_ROUTES}", parameter="limit", allowed=f"a number from 1 to {MOST_ROUTES}"
            )
        return limit


def _read(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _spell(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
