from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from rest_framework.request import Request
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page, Site, get_page_models

from .. import conf, problems
from ..parameters import QueryParameter
from ..represent.faults import FATAL, report
from ..represent.representations import type_name
from ..routing.asked_path import AskedPath
from ..routing.fallback import FALLBACK_PARAMETER
from ..routing.pages_by_path import root_of, slug_of, url_path_of
from ..sites import SiteRoot, site_for_listing, site_for_request
from ..snapshots import memory
from ..snapshots.store import Stored
from ..visibility import public
from .endpoint_parameters import HTML_PATH_PARAMETER
from .fallback_filter import FallbackFilter, counterparts, mark_stand_ins
from .filters import (
    AncestorOfFilter,
    ChildOfFilter,
    DescendantOfFilter,
    FieldsFilter,
    SearchFilter,
    TranslationOfFilter,
)
from .find import AnswersForEveryPath
from .model_filters import ModelFilters
from .ordering import OrderingFilter
from .page_serializers import PageSerializer
from .served_models import served_models
from .viewset import EndpointViewSet

TYPE_PARAMETER = QueryParameter(
    "type",
    "Only pages of these types. A single type makes that type's own fields and filters available.",
    lambda endpoint: {
        "type": "array",
        "items": {"type": "string", "enum": [type_name(model) for model in served_models(endpoint)]},
        "minItems": 1,
    },
)


def _columns(*names: str) -> list[str]:
    """Those of Wagtail's page fields that the installed version has."""
    found = []
    for name in names:
        try:
            Page._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        found.append(name)
    return found


class PagesViewSet(AnswersForEveryPath, EndpointViewSet):
    """The public pages of one site, in all of its languages."""

    #: The type of the pages: a subclass may serve one page type.
    model: type[Page] = Page
    offers_markdown = True
    base_serializer_class = PageSerializer
    filter_backends = (
        FieldsFilter,
        ModelFilters,
        ChildOfFilter,
        AncestorOfFilter,
        DescendantOfFilter,
        OrderingFilter,
        TranslationOfFilter,
        FallbackFilter,
        SearchFilter,
    )
    query_parameters = (*EndpointViewSet.query_parameters, TYPE_PARAMETER)
    find_query_parameters = (*EndpointViewSet.find_query_parameters, HTML_PATH_PARAMETER, FALLBACK_PARAMETER)
    body_fields = [*EndpointViewSet.body_fields, "title"]
    meta_fields = [
        *EndpointViewSet.meta_fields,
        "html_url",
        "html_path",
        "slug",
        *_columns("show_in_menus", "seo_title", "search_description"),
        "first_published_at",
        "last_published_at",
        "alias_of",
        "parent",
        "locale",
        "breadcrumbs",
        "translations",
        "children",
        "siblings",
    ]
    listing_default_fields = [
        *EndpointViewSet.listing_default_fields,
        "title",
        "html_url",
        "html_path",
        "slug",
        "first_published_at",
    ]
    nested_default_fields = [*EndpointViewSet.nested_default_fields, "title", "html_url", "html_path"]
    detail_only_fields = ["parent", "translations", "children", "siblings"]

    @classmethod
    def get_detail_default_fields(cls, model: type[Model]) -> list[str]:
        names = super().get_detail_default_fields(model)
        return names if conf.i18n_enabled() else [name for name in names if name != "locale"]

    @classmethod
    def get_listing_default_fields(cls, model: type[Model]) -> list[str]:
        return super().get_listing_default_fields(model) + (["locale"] if conf.i18n_enabled() else [])

    @classmethod
    def get_model(cls) -> type[Page]:
        return cls.model

    @cached_property
    def site(self) -> Site:
        """:raises NotFound: if there is no such site; without any site, listings are empty."""
        listing = getattr(self, "action", None) == "listing_view"
        return site_for_listing(self.request) if listing else site_for_request(self.request)

    @cached_property
    def roots(self) -> list[SiteRoot]:
        return self.references.sites.roots_of(self.site)

    def get_root_page(self) -> Page:
        """The page that ``child_of=root`` refers to.

        :raises NotFound: if there is no site.
        """
        if self.site.pk is None:
            raise problems.UnknownSite
        return self.site.root_page

    def get_base_queryset(self) -> QuerySet[Page]:
        """All public pages of the site, in the order of its tree."""
        return self._public_pages(Page)

    def get_queryset(self) -> QuerySet[Page]:
        models = self._requested_models()
        if len(models) == 1:
            return self._pages_of(models[0])
        pages = self._pages_of(self.get_model())
        return pages.type(*models) if models else pages

    def _pages_of(self, model: type[Page]) -> QuerySet[Page]:
        if model is Page:
            return self.get_base_queryset()
        if self.keeps_queryset():
            return self._public_pages(model)
        return model._default_manager.filter(pk__in=self.get_base_queryset().order_by().values("pk")).order_by("path")

    def _public_pages(self, model: type[Page]) -> QuerySet[Page]:
        within = reduce(or_, (Q(path__startswith=root.page.path) for root in self.roots), Q(pk__in=[]))
        return public(model._default_manager.filter(within)).order_by("path")

    def get_counterparts(self, *pages: Page) -> list[Page]:
        """The pages that a parameter refers to by ``pages``: with ``fallback``, those in both languages."""
        fallback = self.requested_fallback()
        if fallback is None:
            return [*pages]
        return counterparts(pages, self.get_base_queryset(), [self.request.query_params.get("locale"), fallback])

    def finish_items(self, items: Mapping[str, bytes]) -> Iterable[bytes]:
        fallback, locale = self.requested_fallback(), self.request.query_params.get("locale")
        if fallback is None or locale is None:
            return super().finish_items(items)
        return mark_stand_ins(items, locale, fallback)

    def get_object(self) -> Page:
        return specific(super().get_object())

    def find_object(self, queryset: QuerySet, request: Request) -> Page | None:
        if "html_path" in request.query_params:
            found = self._find_by_path(queryset, request.query_params["html_path"])
        else:
            found = super().find_object(queryset, request)
        return specific(found) if found else None

    @classmethod
    def get_snapshot_object(cls, pk: Any) -> Page | None:
        page = super().get_snapshot_object(pk)
        return specific(page) if page is not None else None

    def get_stored_lookup(self, request: Request) -> dict[str, Any] | None:
        if "html_path" not in request.query_params:
            return super().get_stored_lookup(request)
        return {"html_path": AskedPath.parse(request.query_params["html_path"]).html_path}

    def may_send(self, stored: Stored, html_path: str = "") -> bool:
        """Whether the page is on the requested site, and at that path."""
        request = self.request._request
        key = ("site", request.get_host(), request.GET.get("site"))
        site = memory.answers.once(stored.version, key, lambda: self.site.pk)
        here = stored.site_id == site if html_path else f",{site}," in stored.sites
        return here and super().may_send(stored, html_path)

    def _find_by_path(self, queryset: QuerySet, html_path: str) -> Page | None:
        """The page at a frontend path, by one indexed query; if there is none, try pages with routes of their own."""
        root, components = root_of(self.roots, AskedPath.parse(html_path).components)
        if root is None or "\0" in "".join(components):
            return None
        url_path = url_path_of(root, components)
        there = queryset.filter(url_path=url_path, slug=slug_of(url_path)).first()
        return there or self._find_by_route(queryset, root, components)

    def _find_by_route(self, queryset: QuerySet, root: SiteRoot, components: list[str]) -> Page | None:
        if not any(model.route is not Page.route for model in get_page_models()):
            return None
        try:
            page, _, _ = root.page.specific.route(self.request._request, components)
        except Http404:
            return None
        return queryset.filter(pk=page.pk).first()

    def _requested_models(self) -> list[type[Page]]:
        names = self.request.query_params.get("type")
        if names is None:
            return []
        try:
            models = list(dict.fromkeys(resolve_model_string(name) for name in names.split(",")))
        except (LookupError, ValueError) as error:
            raise self._unknown_type() from error
        if not all(issubclass(model, self.get_model()) for model in models):
            raise self._unknown_type()
        return models

    def _unknown_type(self) -> problems.Problem:
        models = [model for model in get_page_models() if issubclass(model, self.get_model())]
        return problems.InvalidParameter(
            "type doesn't exist",
            parameter="type",
            allowed=sorted(type_name(model) for model in models),
        )


def specific(page: Page) -> Page:
    """The page as its specific type; if a stream cannot be parsed, without its streams, so that only that field
    fails.
    """
    try:
        return page.specific
    except FATAL:
        raise
    except Exception as fault:
        report(f"Reading page {page.pk}", None, fault)
        return page.specific_class._default_manager.defer_streamfields().get(pk=page.pk)
