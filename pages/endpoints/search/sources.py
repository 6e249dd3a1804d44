from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from api.delivery.selection import parse
from api.endpoints.search_sources import PageSource
from api.represent.passages import Passage, html_passages
from api.search.documents import bodies, documents
from api.search.sources import Location, SearchContext, SearchSource
from api.sites import SiteMap
from api.snapshots import memory
from api.visibility import public

from ...blocks.faq import FaqSectionBlock
from ...contents import blocks_in
from ...models.article_index import ArticleIndexPage
from ...models.base import BasePage
from ...models.clinic_index import ClinicIndexPage
from ...models.faq_page import FaqPage
from ...models.standard import StandardPage
from ...topics.filters import TopicFilter
from ..faqs import FaqsViewSet
from ..people import PeopleViewSet
from .filters import PageTopicFilter
from .passages import passages

#: Names for visitors, of types whose names are meant for staff.
TYPE_TITLES: dict[type[Model], Any] = {
    ArticleIndexPage: _("Lists of articles"),
    ClinicIndexPage: _("Lists of clinics"),
    StandardPage: _("Other pages"),
}


class ClinicPagesSource(PageSource):
    """All pages: articles, clinics, and the others."""

    filters = {**PageSource.filters, "topic": PageTopicFilter}
    summary_field = "summary"
    image_field = "hero_image"

    def get_passages(self, document: Mapping[str, Any]) -> Iterable[Passage]:
        model = apps.get_model(document["meta"]["type"])
        return passages(model, document) if issubclass(model, BasePage) else super().get_passages(document)

    def get_type_title(self, model: type[Model]) -> str:
        return str(TYPE_TITLES.get(model, super().get_type_title(model)))


class QuestionsSource(SearchSource):
    """Questions and answers, each located on the first FAQ page of the site that shows it."""

    endpoint = FaqsViewSet
    filters = {**SearchSource.filters, "topic": TopicFilter}
    title_field = "question"

    def get_passages(self, document: Mapping[str, Any]) -> list[Passage]:
        return html_passages(document.get("answer") or "")

    def get_locations(self, pks: Collection[str], context: SearchContext) -> Mapping[str, Location]:
        return memory.answers.once(context.version, ("faq locations", context.site_id), lambda: _locations(context))


class PeopleSource(SearchSource):
    """Authors and reviewers."""

    endpoint = PeopleViewSet
    title_field = "name"
    summary_field = "job_title"
    image_field = "photo"

    def get_passages(self, document: Mapping[str, Any]) -> list[Passage]:
        biography = html_passages(document.get("biography") or "")
        return [*biography, Passage(document.get("job_title") or "")]


def _locations(context: SearchContext) -> dict[str, Location]:
    """Where questions are shown, by primary key, according to the responses of the FAQ pages."""
    sites = SiteMap()
    pages = [page for page in public(FaqPage.objects.order_by("path")) if _is_here(sites, page, context.site_id)]
    pks = [str(page.pk) for page in pages]
    answers = bodies(Page, documents(Page, pks, context.request))
    found: dict[str, Location] = {}
    for pk in pks:
        for location, item in _shown(parse(answers[pk].body or b"{}")) if pk in answers else ():
            found.setdefault(item, location)
    return found


def _is_here(sites: SiteMap, page: FaqPage, site_id: int) -> bool:
    location = sites.locate(page)
    return location is not None and location.site.pk == site_id


def _shown(document: Mapping[str, Any]) -> Iterator[tuple[Location, str]]:
    meta = document.get("meta", {})
    for block, value in blocks_in(FaqPage, document):
        if isinstance(block, FaqSectionBlock):
            location = Location(meta.get("html_url"), meta.get("html_path"), value["anchor"])
            for item in value["items"]:
                yield location, str(item["id"])
