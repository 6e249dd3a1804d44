from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Model
from django.http import HttpResponse
from django.urls import URLPattern, path
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from wagtail.coreutils import resolve_model_string
from wagtail.models import Site

from .. import problems
from ..contract.pagination import requested_limit
from ..parameters import ALL_LANGUAGES, SITE_PARAMETER, QueryParameter, positive_integer
from ..represent.references import References
from ..represent.representations import type_name
from ..search.answers import SearchInput, search_answer
from ..search.query import MAX_LENGTH, SearchQuery
from ..search.results import SearchAnswer
from ..search.sources import Scope, SearchContext, SearchSource, content_types_of
from ..sites import SiteMap, site_for_listing
from ..snapshots import memory
from .own_locale import OwnLocaleFilter
from .public_view import PublicView

OPERATORS = ("and", "or")
PAGE_OR_ROOT = {"type": "string", "pattern": "^(root|[0-9]+)$"}


class SearchView(PublicView):
    """What visitors may find, from all sources together, the most relevant first. A project sets ``sources``."""

    sources: ClassVar[tuple[SearchSource, ...]] = ()
    query_parameters = (
        QueryParameter(
            "q",
            "Words to search for, in any of their forms; phrases in double quotes. The last word may be unfinished.",
            {"type": "string", "maxLength": MAX_LENGTH},
            required=True,
        ),
        QueryParameter("type", "Only these types, separated by commas, each as `meta.type` has it."),
        *OwnLocaleFilter.query_parameters,
        SITE_PARAMETER,
        QueryParameter("child_of", "Only direct children of this page: its id, or root.", PAGE_OR_ROOT),
        QueryParameter("descendant_of", "Only descendants of this page: its id, or root.", PAGE_OR_ROOT),
        QueryParameter(
            "search_operator",
            "Whether all words have to match (and) or any (or). By default: all; any where nothing matches all.",
            {"type": "string", "enum": list(OPERATORS)},
        ),
        QueryParameter("limit", "How many results to return; 20 by default.", {"type": "integer", "minimum": 0}),
        QueryParameter("offset", "How many results to skip.", {"type": "integer", "minimum": 0}),
    )
    response_shape = SearchAnswer
    #: The content's version, for caching within a response; None if nothing is cached.
    version: int | None = None

    @classmethod
    def get_model(cls) -> None:
        return None

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", cls.as_view(), name="listing")]

    def get(self, request: Request) -> HttpResponse:
        self.check_parameters(request)
        name = (type(self), request.META.get("QUERY_STRING", ""))
        return self.respond(search_answer(request, name, self.search_input))

    def search_input(self, version: int | None) -> SearchInput:
        """The parsed search request.

        :raises Problem: if a parameter is invalid.
        """
        self.version = version
        part, types = self.requested_part(), self.chosen_types()
        scopes, query = self.scopes(), self.search_query()
        context = SearchContext(self.request, version, self.site.pk)
        return SearchInput(query, part, self.requested_operator(), types, scopes, context)

    def search_query(self) -> SearchQuery:
        """The query.

        :raises InvalidParameter: if ``q`` is missing or too long.
        """
        text = self.request.query_params.get("q")
        allowed = f"words, at most {MAX_LENGTH} characters"
        if text is None:
            raise problems.InvalidParameter("q is required", parameter="q", allowed=allowed)
        if len(text) > MAX_LENGTH:
            raise problems.InvalidParameter(
                f"q has {len(text)} characters, which is too long", parameter="q", allowed=allowed
            )
        return SearchQuery.parse(text, self._languages())

    def requested_part(self) -> slice:
        """:raises Problem: if ``limit`` or ``offset`` is invalid."""
        limit = requested_limit(self.request)
        offset = positive_integer(self.request.query_params, "offset", 0)
        return slice(offset, offset + limit)

    def requested_operator(self) -> str:
        """``and``, ``or``, or empty.

        :raises InvalidParameter: for anything else.
        """
        operator = self.request.query_params.get("search_operator")
        if operator is None:
            return ""
        if operator not in OPERATORS:
            raise problems.InvalidParameter(
                f"search_operator must be 'and' or 'or', got '{operator}'",
                parameter="search_operator",
                allowed=OPERATORS,
            )
        return operator

    def chosen_types(self) -> dict[int, type[Model]]:
        """The requested models, by the id of their content type.

        :raises InvalidParameter: if ``type`` has an unknown value.
        """
        searched = content_types_of(source.endpoint.get_model() or Model for source in self.sources)
        names = self.request.query_params.get("type")
        if not names:
            return searched
        try:
            wanted = content_types_of(resolve_model_string(name) for name in names.split(","))
        except (LookupError, ValueError, TypeError) as error:
            raise self._unknown_type(searched.values()) from error
        if not wanted.keys() <= searched.keys():
            raise self._unknown_type(searched.values())
        return wanted

    def scopes(self) -> list[Scope]:
        """The objects that may be found, by source.

        :raises Problem: if a filter has an invalid value.
        """
        return [Scope(source, self._queryset(source)) for source in self.sources if self._takes_part(source)]

    @cached_property
    def site(self) -> Site:
        """:raises NotFound: if there is no such site."""
        request = self.request._request
        key = ("site of a search", request.get_host(), request.GET.get("site"))
        return memory.answers.once(self.version, key, lambda: site_for_listing(request))

    @cached_property
    def _sites(self) -> SiteMap:
        return memory.answers.once(self.version, "sites", SiteMap)

    def _queryset(self, source: SearchSource) -> Any:
        view = source.endpoint()
        view.request = self.request
        view.kwargs = {}
        view.site = self.site
        view._references = References(self._sites)
        queryset = source.get_queryset(view)
        filters: dict[str, type[BaseFilterBackend]] = {"locale": OwnLocaleFilter, **source.filters}
        for filter_class in filters.values():
            queryset = filter_class().filter_queryset(self.request, queryset, view)
        return queryset

    def _takes_part(self, source: SearchSource) -> bool:
        """Whether the source has all filters of the request."""
        known = {name for each in self.sources for name in each.filters}
        return known & self.request.query_params.keys() <= source.filters.keys()

    def _languages(self) -> Iterable[str]:
        locale = self.request.query_params.get("locale")
        codes = self._sites.locale_codes
        if locale == ALL_LANGUAGES or self.site.pk is None:
            return codes.values()
        return [locale or codes[self.site.root_page.locale_id]]

    @staticmethod
    def _unknown_type(models: Iterable[type[Model]]) -> problems.Problem:
        return problems.InvalidParameter(
            "type doesn't exist", parameter="type", allowed=sorted(type_name(model) for model in models)
        )
