from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, path
from rest_framework.request import Request
from typing_extensions import TypedDict
from wagtail.models import Site

from api.contract.parameters import SITE_PARAMETER
from api.contract.public_view import PublicView
from api.delivery.answers import respond
from api.delivery.singletons import object_answer
from api.references import CONTEXT_NAME, References
from api.sites import site_for_request
from pages.models.organisation import OrganisationRepresentation, OrganisationSettings


class LocaleRepresentation(TypedDict):
    """A language in which the site has a home page. ``html_path`` is that page's."""

    code: str
    html_path: str
    is_default: bool


class SiteRepresentation(TypedDict):
    hostname: str
    html_url: str
    locales: list[LocaleRepresentation]
    organisation: OrganisationRepresentation


class SiteView(PublicView):
    """The organisation behind a site, its default clinic and crisis line, and the site's languages."""

    query_parameters = (SITE_PARAMETER,)
    response_shape = SiteRepresentation

    @classmethod
    def get_model(cls) -> None:
        return None

    @classmethod
    def get_snapshot_model(cls) -> type[Site]:
        return Site

    @classmethod
    def get_snapshot_queryset(cls) -> QuerySet[Site]:
        return Site.objects.all()

    @classmethod
    def get_snapshot_object(cls, pk: Any) -> Site | None:
        return Site.objects.filter(pk=pk).first()

    @classmethod
    def represent_snapshot(cls, instance: Site, context: dict[str, Any]) -> SiteRepresentation:
        return represent_site(instance, context)

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", cls.as_view(), name="listing")]

    def get(self, request: Request) -> HttpResponse:
        self.check_parameters(request)
        return respond(request, object_answer(type(self), request, lambda: site_for_request(request).pk))


def represent_site(site: Site, context: dict[str, Any]) -> SiteRepresentation:
    """What every page of the site's frontend needs."""
    references: References = context[CONTEXT_NAME]
    sites = references.sites
    public = {page.pk for page in references.public_many(root.page for root in sites.roots_of(site))}
    return SiteRepresentation(
        hostname=site.hostname,
        html_url=sites.frontend_url(site) + "/",
        locales=[
            LocaleRepresentation(code=root.locale, html_path=f"{root.prefix}/", is_default=not root.prefix)
            for root in sites.roots_of(site)
            if root.page.pk in public
        ],
        organisation=OrganisationSettings.read_for_site(site).get_api_representation(context),
    )
