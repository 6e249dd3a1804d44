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
from ..routing.fallback import (
    FALLBACK_PARAMETER,
    FallbackRepresentation,
    mark_fallback,
    requested_fallback,
    translation_into,
)
from ..routing.finding import Decision, RedirectRepresentation, decide, refuse
from ..snapshots import memory
from ..snapshots.store import IDENTITY
from ..snapshots.surrogate_keys import EVERYTHING, LISTINGS


class AnswersForEveryPath:
    """What an endpoint of pages answers where there is no page: a redirect, a page that stands in, 410, or 404.

    It stands before ``EndpointViewSet`` among the bases of a view.
    """

    request: Any
    query: Query
    #: What one page by its id takes besides what every endpoint takes there.
    translation_parameters = (QueryParameter("locale", "A language of the content.", language), FALLBACK_PARAMETER)
    #: What ``find/`` answers instead of a page, and what ``meta`` holds of a page that stands in for another.
    find_shapes = (RedirectRepresentation,)
    find_problems = (("410", "Gone"),)
    optional_meta: ClassVar = {"fallback": FallbackRepresentation}
    #: Headers of answers with one page.
    page_headers = ("Content-Language",)

    def requested_fallback(self) -> str | None:
        """The language of what may stand in, where the request names one.

        :raises InvalidParameter: when it is no language of the content.
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
        decision = self._decide(request, fallback, version)
        if decision.redirect is not None:
            body = CompactJSONRenderer().render(RedirectRepresentation(redirect=decision.redirect))
            expires_at = min(next_expiry(version), default=None)
            answer = Answer.of(body, expires_at=expires_at, surrogate_keys=f"{EVERYTHING} {LISTINGS}")
            return self.respond(unless_overtaken(answer, version))
        if decision.stand_in is None:
            raise refuse(decision)
        asked = AskedPath.parse(request.query_params["html_path"])
        mark = FallbackRepresentation(
            requested_locale=decision.requested_locale,
            served_locale=decision.served_locale,
            requested_html_path=asked.html_path,
        )
        return self._answer_with(request, decision.stand_in, mark)

    def detail_view(self, request: Request, pk: int) -> HttpResponse:
        """One page; with ``locale`` its translation, with ``fallback`` itself where that is not published."""
        check_parameters(request.query_params, self.names_of("detail_query_parameters", "translation_parameters"))
        if not self.names_of("translation_parameters") & request.query_params.keys():
            return super().detail_view(request, pk)  # type: ignore[misc]
        page = self.get_object()
        code, fallback = self._locale(request, page), self.requested_fallback()
        translation = self._translation(page, code)
        if translation is not None:
            return self._answer_with(request, translation.pk, None)
        original = self._translation(page, fallback) if fallback is not None else None
        if fallback is None or original is None:
            raise problems.NotFound(f"This page is not published in '{code}'", parameter="locale")
        mark = FallbackRepresentation(requested_locale=code, served_locale=fallback, requested_html_path=None)
        return self._answer_with(request, original.pk, mark)

    def _decide(self, request: Request, fallback: str | None, version: int | None) -> Decision:
        """What to answer, remembered until the content changes or something in it expires."""
        text = request.query_params["html_path"]
        key = ("find", type(self), request.get_host(), request.query_params.get("site"), text, fallback)
        decision = memory.answers.get(version, key)
        if decision is None:
            expires_at = min(next_expiry(version), default=None)
            decision = decide(AskedPath.parse(text), self.site, self.references.sites, fallback)
            memory.answers.put(version, key, decision, 600 + 8 * len(text), expires_at)
        return decision

    def _answer_with(self, request: Request, pk: int, mark: FallbackRepresentation | None) -> HttpResponse:
        """The whole answer with the page of this key, of which the database knows that visitors see it."""
        version = content_version()
        found = self.get_queryset().filter(pk=pk).first()
        if found is None:
            raise problems.NotFound
        stored = self.find_stored(pk=pk, coding=IDENTITY)
        answer = answer_from_store(self.query, stored) if stored is not None else None
        answer = answer or make_answer(self.query, found.specific)
        # Which page is sent depends on which pages there are; and its date says nothing about that.
        body = answer.bodies[IDENTITY]
        headers = {"Content-Location": f"{origin(request._request)}{self.listing_path(get_script_prefix())}{pk}/"}
        if mark is not None:  # A text has no place for it but here.
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
