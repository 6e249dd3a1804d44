from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from rest_framework.fields import SkipField
from wagtail.api import APIField

from api.endpoints.own_locale import OwnLocaleUnlessAsked
from api.endpoints.pages import PagesViewSet
from api.represent.fields import ReadOnlyField

from ..clinics.filters import NearFilter, ServiceFilter
from ..models.clinic import ClinicPage
from .clinic_hours.views import ClinicHoursView


class DistanceField(ReadOnlyField):
    """Metres from the point in ``near``; left out if the request has none."""

    def get_attribute(self, instance: ClinicPage) -> float | None:
        if "distance" not in vars(instance):
            raise SkipField
        return instance.distance

    def to_representation(self, value: float) -> int:
        return round(value)


class ClinicsViewSet(PagesViewSet):
    """The clinics of a site: all facts that a list, a map or a "call us" box needs."""

    model = ClinicPage
    filter_backends = (
        ServiceFilter,
        OwnLocaleUnlessAsked,
        *PagesViewSet.filter_backends[:-1],
        NearFilter,
        PagesViewSet.filter_backends[-1],
    )
    row_fields = ("distance",)
    body_fields: list[Any] = [*PagesViewSet.body_fields, APIField("distance", serializer=DistanceField())]
    listing_default_fields = [
        *PagesViewSet.listing_default_fields,
        "distance",
        "summary",
        "address",
        "geo",
        "telephone",
        "email",
        "time_zone",
        "opening_hours",
        "round_the_clock",
        "special_days",
        "accepts_new_patients",
        "hero_image",
    ]

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/hours/", ClinicHoursView.as_view(), name="hours")]
