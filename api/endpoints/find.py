from __future__ import annotations

import json
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import get_script_prefix
from rest_framework.request import Request
from wagtail.models import Page

from .. import problems
from ..delivery.answers import Answer
from ..delivery.details import answer_from_store, make_answer
from ..delivery.forms import Form
from ..delivery.listings import next_expiry
from ..delivery.overtaken import content_version, unless_overtaken
from ..delivery.queries import Query
from ..parameters import QueryParameter, check_parameters, language
from ..rendering import CompactJSONRenderer
from ..router import origin
from ..routing.asked_path import AskedPath
from ..routing.deciding import decide
from ..routing.fallback import FALLBACK_PARAMETER, FallbackRepresentation, mark_fallback, requested_fallback
from ..routing.frontend import Frontend
from ..routing.outcomes import Missing, Outcome, RedirectRepresentation, StandIn
from ..routing.stand_ins import translation_into
from ..snapshots import memory
from ..snapshots.store import IDENTITY
from ..snapshots.surrogate_keys import EVERYTHING, LISTINGS


class AnswersForEveryPath:
    """What an endpoint of pages responds with if no page is at a path: a redirect, a fallback page, 410, or 404.

    Put it before ``EndpointViewSet`` among the bases of a view.
    """

    request: Any
    query: Query
    #: Parameters of one page by its id, besides those of every endpoint.
    translation_parameters = (QueryParameter("locale", "A language of the content.", language), FALLBACK_PARAMETER)
    #: What ``find/`` may respond with instead of a page, and the additional ``meta`` of a fallback page.
    find_shapes = (RedirectRepresentation,)
    find_problems = (("410", "Gone"),)
    optional_meta: ClassVar = {"fallback": FallbackRepresentation}
    #: Headers of responses with one page.
    page_headers = ("Content-Language",)

    def requested_fallback(self) -> str | None:
        """The language of fallback pages, if the request names one.

        :raises InvalidParameter: if it is not a language of the content.
        """
        if "fallback" not in self.request.query_params:
            return None
        return requested_fallback(self.request, self.references.sites.roots_of(self.site)[0].locale)

    def find_view(self, request: Request) -> HttpResponse:
        fallback = self.requested_fallback()
        try:
            return super().find_view(request)  # type: ignore[misc]
        except problems.NotFound:
            if "html_path" not in request.query_params:
                raise
        version = content_version()
        outcome = self._outcome(request.query_params["html_path"], fallback, version)
        if isinstance(outcome, Missing):
            raise problems.Gone if outcome.was_there else problems.NotFound
        if isinstance(outcome, StandIn):
            return self._respond_with_page(outcome.pk, outcome.mark)
        answer = Answer.of(
            CompactJSONRenderer().render(outcome.represent()),
            expires_at=min(next_expiry(version), default=None),
            surrogate_keys=f"{EVERYTHING} {LISTINGS}",
        )
        return self.respond(unless_overtaken(answer, version))

    def detail_view(self, request: Request, pk: int) -> HttpResponse:
        """One page; with ``locale`` its translation, or with ``fallback`` itself if that is not published."""
        check_parameters(request.query_params, self.names_of("detail_query_parameters", "translation_parameters"))
        if not self.names_of("translation_parameters") & request.query_params.keys():
            return super().detail_view(request, pk)  # type: ignore[misc]
        page = self.get_object()
        code, fallback = self._locale(request, page), self.requested_fallback()
        translation = self._translation(page, code)
        if translation is not None:
            return self._respond_with_page(translation.pk, None)
        original = self._translation(page, fallback) if fallback is not None else None
        if fallback is None or original is None:
            raise problems.NotFound(f"This page is not published in '{code}'", parameter="locale")
        mark = FallbackRepresentation(requested_locale=code, served_locale=fallback, requested_html_path=None)
        return self._respond_with_page(original.pk, mark)

    def _outcome(self, text: str, fallback: str | None, version: int | None) -> Outcome:
        """The outcome for a path, cached until the content changes or something in it expires."""
        key = ("find", type(self), self.request.get_host(), self.request.query_params.get("site"), text, fallback)
        outcome = memory.answers.get(version, key)
        if outcome is None:
            expires_at = min(next_expiry(version), default=None)
            outcome = decide(AskedPath.parse(text), fallback, Frontend(self.site, self.references.sites))
            memory.answers.put(version, key, outcome, 600 + 8 * len(text), expires_at)
        return outcome

    def _respond_with_page(self, pk: int, mark: FallbackRepresentation | None) -> HttpResponse:
        """Respond with the page with this key, which is known to be public."""
        version = content_version()
        found = self.get_queryset().filter(pk=pk).first()
        if found is None:
            raise problems.NotFound
        stored = self.find_stored(pk=pk, coding=IDENTITY)
        answer = answer_from_store(self.query, stored) if stored is not None else None
        answer = answer or make_answer(self.query, found.specific)
        # Which page is sent depends on which pages exist, and its date says nothing about that.
        body = answer.bodies[IDENTITY]
        path = f"{self.listing_path(get_script_prefix())}{pk}/"
        headers = {"Content-Location": f"{origin(self.request._request)}{path}"}
        if mark is not None:  # Markdown has no other place for it.
            headers["Content-Language"] = mark["served_locale"]
        if mark is not None and self.query.form is not Form.TEXT:
            body = CompactJSONRenderer().render(mark_fallback(json.loads(body), mark))
        answer = Answer.of(
            body,
            expires_at=answer.expires_at,
            surrogate_keys=f"{answer.surrogate_keys} {LISTINGS}",
            content_type=answer.content_type,
            max_age=answer.max_age,
            is_passing=answer.is_passing,
        )
        return self.respond(unless_overtaken(answer, version), headers)

    def _translation(self, page: Page, code: str) -> Page | None:
        found = page if self.references.sites.locale_codes[page.locale_id] == code else translation_into(page, code)
        return None if found is None else self.get_queryset().filter(pk=found.pk).first()

    def _locale(self, request: Request, page: Page) -> str:
        codes = sorted(self.references.sites.locale_codes.values())
        own = self.references.sites.locale_codes[page.locale_id]
        code = str(request.query_params.get("locale", own))
        if code not in codes:
            raise problems.UnknownLocale(codes)
        return code
