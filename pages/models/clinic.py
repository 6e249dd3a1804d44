from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.search import index

from api.represent.fields import RepresentationListField

from ..clinics import serializers
from ..clinics.address import PostalAddress, find_faults, normalize_address
from ..clinics.choices import LevelOfCare, PaymentMethod, country_choices, time_zone_choices
from ..clinics.fields import ChoicesField, LanguagesField
from ..clinics.filters import ServiceFilter
from ..clinics.forms import ClinicPageForm
from ..clinics.panels import CARE_PANELS, CONTACT_PANELS, HOURS_PANELS, TRUST_PANELS
from ..clinics.row_faults import FAULTS_AMONG
from ..clinics.telephone import InvalidTelephone, TelephoneNumber
from ..images import ImageListField
from ..markdown.clinics import clinic_facts_markdown
from ..structured_data.clinics import describe_clinic
from ..structured_data.graph import Graph
from .base import BasePage, page_tabs
from .clinic_hours import OpeningInterval, SpecialDay
from .clinic_telephone import Telephone
from .clinic_trust import ClinicPhoto, Insurer, Licence
from .searchable_rows import SearchableRows, searchable

ADDRESS_FIELDS = ("street_address", "locality", "region", "postal_code", "country")
BAD_LATITUDE = _("A latitude lies between -90 and 90 degrees.")
BAD_LONGITUDE = _("A longitude lies between -180 and 180 degrees.")


class ClinicPage(SearchableRows, BasePage):
    """A clinic, with all facts about it. Every block that shows a number or an address takes it from here."""

    legal_name = models.CharField(
        _("legal name"), max_length=200, blank=True, help_text=_("As it appears in contracts and on licences.")
    )
    street_address = models.TextField(
        _("street address"),
        max_length=200,
        help_text=_("Street and house number; on a second line the building, floor or suite."),
    )
    locality = models.CharField(_("town"), max_length=100, blank=True)
    region = models.CharField(
        _("state or region"), max_length=100, blank=True, help_text=_("Its name or its code, such as CA.")
    )
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90, BAD_LATITUDE), MaxValueValidator(90, BAD_LATITUDE)],
        help_text=_("In decimal degrees, with north positive, such as 33.953349. Take it from a map, at the entrance."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180, BAD_LONGITUDE), MaxValueValidator(180, BAD_LONGITUDE)],
        help_text=_("In decimal degrees, with east positive and all of the Americas negative, such as -117.396156."),
    )
    email = models.EmailField(
        _("email address"), blank=True, help_text=_("A mailbox that somebody reads every working day.")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zone_choices,
        help_text=_(
            "The nearest city that has the same time as the clinic all year. The opening hours are in this time zone."
        ),
    )
    services = ParentalManyToManyField("clinic_pages.Service", blank=True, verbose_name=_("services"))
    levels_of_care = ChoicesField(_("levels of care"), of=LevelOfCare, blank=True)
    payment_methods = ChoicesField(_("payment methods"), of=PaymentMethod, blank=True)
    languages = LanguagesField(
        _("languages"),
        blank=True,
        help_text=_(
            "The languages in which patients can be treated, separated by commas, such as English, Spanish, Hmong."
        ),
    )
    accepts_new_patients = models.BooleanField(
        _("accepts new patients"), default=True, help_text=_("Untick while the waiting list is closed.")
    )

    telephones: models.Manager[Telephone]
    opening_intervals: models.Manager[OpeningInterval]
    special_days: models.Manager[SpecialDay]
    photos: models.Manager[ClinicPhoto]
    licences: models.Manager[Licence]
    insurers: models.Manager[Insurer]

    parent_page_types = ["clinic_pages.ClinicIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A clinic with its address, numbers, hours and services.")

    base_form_class = ClinicPageForm
    edit_handler = page_tabs(
        BasePage.content_panels,
        BasePage.promote_panels,
        BasePage.settings_panels,
        between=[
            (_("Contact"), CONTACT_PANELS),
            (_("Hours"), HOURS_PANELS),
            (_("Care"), CARE_PANELS),
            (_("Trust"), TRUST_PANELS),
        ],
    )

    api_fields = [
        *BasePage.api_fields,
        APIField("legal_name"),
        APIField("address", serializer=serializers.AddressField()),
        APIField("geo", serializer=serializers.GeoField()),
        APIField("telephone", serializer=serializers.MainTelephoneField()),
        APIField("telephones", serializer=serializers.TelephonesField()),
        APIField("email"),
        APIField("time_zone"),
        APIField("opening_hours", serializer=serializers.OpeningHoursField()),
        APIField("round_the_clock", serializer=serializers.RoundTheClockField()),
        APIField("special_days", serializer=serializers.SpecialDaysField()),
        APIField("services", serializer=RepresentationListField()),
        APIField("levels_of_care", serializer=serializers.LevelsOfCareField()),
        APIField("payment_methods", serializer=serializers.PaymentMethodsField()),
        APIField("insurers", serializer=serializers.InsurersField()),
        APIField("languages", serializer=serializers.LanguagesField()),
        APIField("licences", serializer=serializers.LicencesField()),
        APIField("accepts_new_patients"),
        APIField("photos", serializer=ImageListField("content", "card")),
    ]
    #: What ``represent_clinic`` shows, wherever a response refers to a clinic.
    api_prefetch_related = ["telephones", "opening_intervals", "special_days"]
    api_filters = {"service": ServiceFilter}

    search_fields = [
        *BasePage.search_fields,
        *searchable("legal_name", "street_address", "locality", "region", "postal_code", "email"),
        index.FilterField("country"),
        index.FilterField("accepts_new_patients"),
        *searchable("service_names"),
        index.RelatedFields("services", [index.FilterField("slug")]),
        index.RelatedFields("insurers", searchable("name")),
        index.RelatedFields("telephones", searchable("spellings", "label")),
    ]

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="clinic_pages_clinicpage_latitude",
                violation_error_message=BAD_LATITUDE,
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="clinic_pages_clinicpage_longitude",
                violation_error_message=BAD_LONGITUDE,
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="clinic_pages_clinicpage_both_coordinates",
                violation_error_message=_("Enter both latitude and longitude, or neither."),
            ),
        ]

    @classmethod
    def markdown_facts(cls, document: Mapping[str, Any]) -> str:
        return clinic_facts_markdown(document)

    @property
    def service_names(self) -> list[str]:
        """The names of the public services, for the search index."""
        return [service.name for service in self.services.all() if service.live]

    @property
    def postal_address(self) -> PostalAddress:
        return PostalAddress(**{name: getattr(self, name) for name in ADDRESS_FIELDS})

    def add_structured_data(self, graph: Graph) -> None:
        describe_clinic(self, graph)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Validate the fields, the address as a whole, and the rows of telephones, hours and special days.

        :param exclude: names of fields, and of relations to rows, that are not validated.
        :raises ValidationError: by field; errors of rows by the relation's name.
        """
        exclude = set(exclude or ())
        errors: dict[str, Any] = {}
        for check in (super().clean_fields, self._clean_address, self._clean_coordinates, self._clean_rows):
            try:
                check(exclude)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _clean_address(self, exclude: set[str]) -> None:
        address = normalize_address(self.postal_address)
        for name in ADDRESS_FIELDS:
            setattr(self, name, getattr(address, name))
        faults = {name: fault for name, fault in find_faults(address).items() if name not in exclude}
        if faults:
            raise ValidationError(faults)

    def _clean_coordinates(self, exclude: set[str]) -> None:
        for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if getattr(self, name) is None and getattr(self, other) is not None and not {name, other} & exclude:
                raise ValidationError({name: _("Enter both latitude and longitude, or neither.")})

    def _clean_rows(self, exclude: set[str]) -> None:
        errors = {name: self._row_errors(name) for name in FAULTS_AMONG if name not in exclude}
        if any(errors.values()):
            raise ValidationError({name: found for name, found in errors.items() if found})

    def _row_errors(self, relation: str) -> list[str]:
        rows = list(getattr(self, relation).all())
        errors = [message for row in rows for message in self._errors_within(row)]
        return errors or [fault.error.message for fault in FAULTS_AMONG[relation](rows)]

    def _errors_within(self, row: models.Model) -> Iterable[str]:
        try:
            if number := getattr(row, "number", ""):
                row.number = TelephoneNumber.parse(number, self.country).stored
            row.full_clean(exclude={"clinic"}, validate_unique=False)
        except InvalidTelephone as error:
            return [str(error)]
        except ValidationError as error:
            return error.messages
        return []
