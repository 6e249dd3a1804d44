"""What staff choose from. The codes are part of the API: they are never renamed."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Named after places. Others, such as "Etc/GMT+5" and "EST5EDT", have no daylight saving time, or are obsolete.
TIME_ZONE_AREAS = frozenset(
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)


class TelephonePurpose(TextChoices):
    ADMISSIONS = "admissions", _("Admissions")
    GENERAL = "general", _("General")
    FAX = "fax", _("Fax")
    TTY = "tty", _("TTY")


class Weekday(IntegerChoices):
    """Numbered as in ``datetime.date.weekday()``."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class LevelOfCare(TextChoices):
    """From the least to the most intensive care, after the continuum of the ASAM Criteria."""

    EARLY_INTERVENTION = "early_intervention", _("Early intervention")
    OUTPATIENT = "outpatient", _("Outpatient")
    INTENSIVE_OUTPATIENT = "intensive_outpatient", _("Intensive outpatient")
    PARTIAL_HOSPITALIZATION = "partial_hospitalization", _("Partial hospitalization")
    RESIDENTIAL = "residential", _("Residential")
    INPATIENT_DETOX = "inpatient_detox", _("Inpatient detox")


class PaymentMethod(TextChoices):
    SELF_PAY = "self_pay", _("Self-pay")
    PRIVATE_INSURANCE = "private_insurance", _("Private insurance")
    MEDICAID = "medicaid", _("Medicaid")
    MEDICARE = "medicare", _("Medicare")
    TRICARE = "tricare", _("TRICARE")
    SLIDING_SCALE = "sliding_scale", _("Sliding scale")
    PAYMENT_PLAN = "payment_plan", _("Payment plan")


def country_choices() -> list[tuple[str, str]]:
    """ISO 3166-1 alpha-2 codes with their names in the active language, by name."""
    return _country_choices(get_language() or "en")


@cache
def time_zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The IANA names of places, grouped by continent or ocean, each with the place's name."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(available_timezones()):
        area, _slash, place = name.partition("/")
        if area in TIME_ZONE_AREAS and place:
            places[area].append((name, place.replace("_", " ").replace("/", ", ")))
    return list(places.items())


@cache
def _country_choices(language: str) -> list[tuple[str, str]]:
    territories = Locale.parse(language, sep="-").territories
    names = {code: name for code, name in territories.items() if code in _country_codes()}
    return sorted(names.items(), key=lambda choice: choice[1].casefold())


@cache
def _country_codes() -> frozenset[str]:
    """CLDR's territories of two letters, less those that ISO 3166-1 does not assign."""
    not_assigned = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
    codes = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    return frozenset(codes - not_assigned)
