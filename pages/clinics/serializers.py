"""Serializer fields for a clinic's facts; each takes the whole clinic."""

from __future__ import annotations

from typing import Any

from api.contract.serializers import ObjectField

from . import representations as shapes
from .choices import LevelOfCare, PaymentMethod
from .opening_hours import is_round_the_clock


class AddressField(ObjectField):
    def to_representation(self, clinic: Any) -> shapes.AddressRepresentation:
        return shapes.represent_address(clinic, self.context)


class GeoField(ObjectField):
    def to_representation(self, clinic: Any) -> shapes.GeoRepresentation | None:
        return shapes.represent_geo(clinic)


class TelephonesField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.TelephoneRepresentation]:
        return shapes.represent_telephones(clinic, self.context)


class MainTelephoneField(ObjectField):
    def to_representation(self, clinic: Any) -> shapes.TelephoneRepresentation | None:
        return shapes.represent_main_telephone(clinic, self.context)


class OpeningHoursField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.OpeningHoursRepresentation]:
        return shapes.represent_opening_hours(clinic)


class RoundTheClockField(ObjectField):
    def to_representation(self, clinic: Any) -> bool:
        return is_round_the_clock(clinic.opening_intervals.all())


class SpecialDaysField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.SpecialDayRepresentation]:
        return shapes.represent_special_days(clinic)


class LevelsOfCareField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.NamedCode]:
        return shapes.represent_choices(clinic.levels_of_care, LevelOfCare, clinic, self.context)


class PaymentMethodsField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.NamedCode]:
        return shapes.represent_choices(clinic.payment_methods, PaymentMethod, clinic, self.context)


class InsurersField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.InsurerRepresentation]:
        return shapes.represent_insurers(clinic)


class LanguagesField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.NamedCode]:
        return shapes.represent_languages(clinic, self.context)


class LicencesField(ObjectField):
    def to_representation(self, clinic: Any) -> list[shapes.LicenceRepresentation]:
        return shapes.represent_licences(clinic)
