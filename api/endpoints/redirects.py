from __future__ import annotations

from functools import cached_property

from django.db.models import Q, QuerySet
from rest_framework.request import Request
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from api.contract.serializers import ObjectField, ObjectSerializer
from api.contract.views import EndpointViewSet
from api.references import get_references
from api.sites import site_for_request
from api.visibility import public


class LocationField(ObjectField):
    """Where the redirect leads: a page's address on its frontend, or the link that staff typed."""

    def to_representation(self, redirect: Redirect) -> str | None:
        if redirect.redirect_page_id is None:
            return redirect.redirect_link
        references = get_references(self.context)
        page = references.get(Page, redirect.redirect_page_id)
        location = page and references.sites.locate(page)
        return location.html_url + redirect.redirect_page_route_path if location else None


class RedirectSerializer(ObjectSerializer):
    location = LocationField()


class RedirectsViewSet(EndpointViewSet):
    """The redirects of one site, and those for all sites. What leads to a page that is not public is not served."""

    model = Redirect
    base_serializer_class = RedirectSerializer
    body_fields = [*EndpointViewSet.body_fields, "old_path", "location", "is_permanent"]
    listing_default_fields = [*EndpointViewSet.listing_default_fields, "old_path", "location"]
    known_query_parameters = EndpointViewSet.known_query_parameters - {"locale"}
    find_query_parameters = EndpointViewSet.find_query_parameters | {"html_path"}

    @classmethod
    def get_snapshot_model(cls) -> None:
        """None: which redirects there are depends on the site that a request asks about."""
        return None

    @cached_property
    def site(self) -> Site:
        return site_for_request(self.request)

    def get_queryset(self) -> QuerySet[Redirect]:
        leads_somewhere = Q(redirect_page__isnull=True) & ~Q(redirect_link="")
        leads_to_public_page = Q(redirect_page__in=public(Page.objects.order_by()).values("pk"))
        here = Q(site=self.site) | Q(site__isnull=True)
        return super().get_queryset().filter(here, leads_somewhere | leads_to_public_page)

    def find_object(self, queryset: QuerySet, request: Request) -> Redirect | None:
        if "html_path" not in request.query_params:
            return super().find_object(queryset, request)
        return find_redirect(queryset, request.query_params["html_path"])


def find_redirect(queryset: QuerySet[Redirect], path: str) -> Redirect | None:
    """The redirect for ``path``: with its query string before without, of the site before for all sites."""
    whole = Redirect.normalise_path(path)
    bare = Redirect.normalise_path(path.partition("?")[0])
    matches = queryset.filter(old_path__in={whole, bare})
    return min(matches, key=lambda redirect: (redirect.old_path != whole, redirect.site_id is None), default=None)
