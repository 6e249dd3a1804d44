from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import URLPattern, path
from rest_framework.request import Request
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ..contract.serializers import ObjectField, ObjectSerializer
from ..delivery.listings import next_expiry
from ..represent.references import get_references
from ..routing.asked_path import AskedPath
from ..routing.destinations import Destination
from ..routing.redirects import follow, in_circles_or_nowhere, redirects_for
from ..sites import site_for_listing, site_for_request
from ..snapshots import memory, store
from ..snapshots.bypass import store_is_used
from ..visibility import public
from .all_redirects import AllRedirectsView
from .endpoint_parameters import HTML_PATH_PARAMETER
from .filters import FieldsFilter
from .ordering import OrderingFilter
from .viewset import EndpointViewSet


class DestinationField(ObjectField):
    """The final target of the redirect, with a chain of redirects resolved."""

    def destination(self, redirect: Redirect) -> Destination | None:
        destinations: dict[int, Destination] = self.context.get("destinations", {})
        return destinations.get(redirect.pk)


class LocationField(DestinationField):
    """The absolute URL."""

    def to_representation(self, redirect: Redirect) -> str | None:
        destination = self.destination(redirect)
        return destination.url if destination is not None else None


class IsPermanentField(DestinationField):
    """Whether all steps are permanent."""

    def to_representation(self, redirect: Redirect) -> bool:
        destination = self.destination(redirect)
        return destination.is_permanent if destination is not None else redirect.is_permanent


class RedirectSerializer(ObjectSerializer):
    location = LocationField()
    is_permanent = IsPermanentField()

    def prime(self, objects: Sequence[Model]) -> None:
        if "site" in self.context:  # A redirect that another object refers to is not tied to a site.
            redirects = [obj for obj in objects if isinstance(obj, Redirect)]
            sites = get_references(self.context).sites
            self.context["destinations"] = follow(redirects, self.context["site"], sites)


class RedirectsViewSet(EndpointViewSet):
    """The redirects of one site, and those for all sites. Loops, and redirects to pages that are not
    public or to anything but a web URL, are not served.
    """

    model = Redirect
    base_serializer_class = RedirectSerializer
    body_fields = [*EndpointViewSet.body_fields, "old_path", "location", "is_permanent"]
    listing_default_fields = [*EndpointViewSet.listing_default_fields, "old_path", "location"]
    filter_backends = (FieldsFilter, OrderingFilter)
    find_query_parameters = (*EndpointViewSet.find_query_parameters, HTML_PATH_PARAMETER)

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("all/", AllRedirectsView.as_view(), name="all")]

    @classmethod
    def get_snapshot_model(cls) -> None:
        """None: which redirects exist depends on the requested site."""
        return None

    @cached_property
    def site(self) -> Site:
        listing = getattr(self, "action", None) == "listing_view"
        return site_for_listing(self.request) if listing else site_for_request(self.request)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "site": self.site}

    def get_queryset(self) -> QuerySet[Redirect]:
        if self.site.pk is None:
            return super().get_queryset().none()
        leads_to_public_page = Q(redirect_page__in=public(Page.objects.order_by()).values("pk"))
        here = Q(site=self.site) | Q(site__isnull=True)
        found = super().get_queryset().filter(here, Q(redirect_page=None) | leads_to_public_page)
        version = store.read_version() if store_is_used() else None
        key = ("refused redirects", self.site.pk, *next_expiry(version))
        refused = memory.answers.once(version, key, lambda: self._refused(found))
        return found.exclude(pk__in=refused)

    def _refused(self, queryset: QuerySet[Redirect]) -> list[int]:
        return in_circles_or_nowhere(queryset, self.site, self.references.sites)

    def find_object(self, queryset: QuerySet, request: Request) -> Redirect | None:
        if "html_path" not in request.query_params:
            return super().find_object(queryset, request)
        asked = AskedPath.parse(request.query_params["html_path"])
        if "\0" in asked.html_path + asked.whole_query:
            return None
        matches = redirects_for([self.site.pk], [asked])[self.site.pk, asked]
        served = set(queryset.filter(pk__in=[redirect.pk for redirect in matches]).values_list("pk", flat=True))
        return next((redirect for redirect in matches if redirect.pk in served), None)
