"""The shapes of a clinic's facts in the API.

Times of day are the clinic's local times (``time_zone``) as ``HH:MM``; dates are ISO 8601. Nothing here queries the
database for more than the relations in ``ClinicPage.api_prefetch_related``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any, Literal

from django.db.models import TextChoices
from django.utils.translation import override
from typing_extensions import TypedDict

from api.formats import ClockTime, Date
from api.represent.references import get_references
from api.represent.representations import PageReferenceMeta, page_reference

from .address import country_name
from .choices import Weekday
from .envelope import format_address
from .facts import ClinicFacts, TelephoneFacts
from .languages import language_name
from .opening_hours import in_week_order, is_all_day, is_overnight, is_round_the_clock
from .special_days import in_date_order
from .telephone import TelephoneKind, TelephoneNumber

Context = Mapping[str, Any] | None
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class AddressRepresentation(TypedDict):
    """``region`` is a code if the country has codes ("CA"); ``country`` is ISO 3166-1 alpha-2, ``country_name`` is in
    the page's language. ``formatted`` has the lines of an envelope, without the country.
    """

    street_address: list[str]
    locality: str
    region: str
    postal_code: str
    country: str
    country_name: str
    formatted: list[str]


class GeoRepresentation(TypedDict):
    """WGS 84 decimal degrees."""

    latitude: float
    longitude: float


class NumberRepresentation(TypedDict):
    """``number`` is E.164 or a short code such as 988, ``extension`` the digits to dial after it, ``display`` what
    people read, ``href`` a link: ``tel:``, or ``sms:`` if ``kind`` is ``text``, which cannot be called.
    """

    number: str
    extension: str
    display: str
    kind: TelephoneKind
    href: str


class TelephoneRepresentation(NumberRepresentation):
    """A number of a clinic. ``label`` says who answers."""

    label: str
    purpose: Literal["admissions", "general", "fax", "tty"]
    is_main: bool


class OpeningHoursRepresentation(TypedDict):
    """``weekday`` is 0 for Monday to 6 for Sunday. ``overnight``: ``closes`` is a time of the next day. ``all_day``:
    open for 24 hours from ``opens`` on; never together with ``overnight``.
    """

    weekday: Literal[0, 1, 2, 3, 4, 5, 6]
    day: Day
    opens: ClockTime
    closes: ClockTime
    overnight: bool
    all_day: bool


class SpecialDayRepresentation(TypedDict):
    """From ``starts`` to ``ends``, both included, these hours replace the weekly ones. Several may cover one day.
    ``opens`` and ``closes`` are null if ``closed``.
    """

    starts: Date
    ends: Date
    closed: bool
    opens: ClockTime | None
    closes: ClockTime | None
    overnight: bool
    all_day: bool
    reason: str


class NamedCode(TypedDict):
    """A code, and its name in the page's language."""

    code: str
    name: str


class InsurerRepresentation(TypedDict):
    name: str


class LicenceRepresentation(TypedDict):
    authority: str
    number: str
    expires: Date | None
    verification_url: str


class ClinicRepresentation(TypedDict):
    """A clinic that another page refers to: everything for a contact box. ``telephone`` is the main number."""

    id: int
    meta: PageReferenceMeta
    title: str
    legal_name: str
    address: AddressRepresentation
    geo: GeoRepresentation | None
    telephones: list[TelephoneRepresentation]
    telephone: TelephoneRepresentation | None
    email: str
    time_zone: str
    opening_hours: list[OpeningHoursRepresentation]
    round_the_clock: bool
    special_days: list[SpecialDayRepresentation]
    accepts_new_patients: bool
    languages: list[NamedCode]


def represent_clinic(clinic: ClinicFacts, context: Context) -> ClinicRepresentation:
    """:param clinic: one that is known to be public."""
    reference = page_reference(clinic, get_references(context), context)
    return ClinicRepresentation(
        id=clinic.pk,
        meta=reference["meta"],
        title=clinic.title,
        legal_name=clinic.legal_name,
        address=represent_address(clinic, context),
        geo=represent_geo(clinic),
        telephones=represent_telephones(clinic, context),
        telephone=represent_main_telephone(clinic, context),
        email=clinic.email,
        time_zone=clinic.time_zone,
        opening_hours=represent_opening_hours(clinic),
        round_the_clock=is_round_the_clock(clinic.opening_intervals.all()),
        special_days=represent_special_days(clinic),
        accepts_new_patients=clinic.accepts_new_patients,
        languages=represent_languages(clinic, context),
    )


def represent_address(clinic: ClinicFacts, context: Context) -> AddressRepresentation:
    address = clinic.postal_address
    return AddressRepresentation(
        street_address=address.street_lines,
        locality=address.locality,
        region=address.region,
        postal_code=address.postal_code,
        country=address.country,
        country_name=country_name(address.country, page_language(clinic, context)),
        formatted=format_address(address),
    )


def represent_geo(clinic: ClinicFacts) -> GeoRepresentation | None:
    if clinic.latitude is None or clinic.longitude is None:
        return None
    return GeoRepresentation(latitude=float(clinic.latitude), longitude=float(clinic.longitude))


def represent_number(stored: str, country: str | None = None) -> NumberRepresentation:
    """:param country: the reader's country; by default, the number is displayed as from abroad."""
    number = TelephoneNumber(stored)
    return NumberRepresentation(
        number=number.number,
        extension=number.extension,
        display=number.display(country),
        kind=number.kind,
        href=number.href,
    )


def represent_telephones(clinic: ClinicFacts, context: Context) -> list[TelephoneRepresentation]:
    return [_represent_telephone(telephone, clinic, context) for telephone in clinic.telephones.all()]


def represent_main_telephone(clinic: ClinicFacts, context: Context) -> TelephoneRepresentation | None:
    main = (telephone for telephone in clinic.telephones.all() if telephone.is_main)
    return next((_represent_telephone(telephone, clinic, context) for telephone in main), None)


def represent_opening_hours(clinic: ClinicFacts) -> list[OpeningHoursRepresentation]:
    """In the order of the week."""
    return [
        OpeningHoursRepresentation(
            weekday=interval.weekday,
            day=Weekday(interval.weekday).name.lower(),
            opens=_clock(interval.opens),
            closes=_clock(interval.closes),
            overnight=is_overnight(interval.opens, interval.closes),
            all_day=is_all_day(interval.opens, interval.closes),
        )
        for interval in in_week_order(clinic.opening_intervals.all())
    ]


def represent_special_days(clinic: ClinicFacts) -> list[SpecialDayRepresentation]:
    """In the order of their dates; past ones too."""
    return [
        SpecialDayRepresentation(
            starts=day.starts.isoformat(),
            ends=day.ends.isoformat(),
            closed=day.closed,
            opens=day.opens and _clock(day.opens),
            closes=day.closes and _clock(day.closes),
            overnight=not day.closed and is_overnight(day.opens, day.closes),
            all_day=not day.closed and is_all_day(day.opens, day.closes),
            reason=day.reason,
        )
        for day in in_date_order(clinic.special_days.all())
    ]


def represent_languages(clinic: ClinicFacts, context: Context) -> list[NamedCode]:
    """BCP 47 tags."""
    language = page_language(clinic, context)
    return [NamedCode(code=tag, name=language_name(tag, language)) for tag in clinic.languages]


def represent_choices(
    codes: Iterable[str], choices: type[TextChoices], clinic: ClinicFacts, context: Context
) -> list[NamedCode]:
    """In the order of the choices, which need not be that of ``codes``."""
    codes = set(codes)
    with override(page_language(clinic, context)):
        return [NamedCode(code=choice.value, name=str(choice.label)) for choice in choices if choice.value in codes]


def represent_insurers(clinic: ClinicFacts) -> list[InsurerRepresentation]:
    return [InsurerRepresentation(name=insurer.name) for insurer in clinic.insurers.all()]


def represent_licences(clinic: ClinicFacts) -> list[LicenceRepresentation]:
    return [
        LicenceRepresentation(
            authority=licence.authority,
            number=licence.number,
            expires=licence.expires and licence.expires.isoformat(),
            verification_url=licence.verification_url,
        )
        for licence in clinic.licences.all()
    ]


def page_language(clinic: ClinicFacts, context: Context) -> str:
    """The BCP 47 tag of the page's language, without a query for each page."""
    return get_references(context).sites.locale_codes[clinic.locale_id]


def _represent_telephone(telephone: TelephoneFacts, clinic: ClinicFacts, context: Context) -> TelephoneRepresentation:
    with override(page_language(clinic, context)):
        purpose = str(telephone.get_purpose_display())
    return TelephoneRepresentation(
        **represent_number(telephone.number, clinic.country),
        label=telephone.label or purpose,
        purpose=telephone.purpose,
        is_main=telephone.is_main,
    )


def _clock(moment: time) -> str:
    return f"{moment:%H:%M}"
