"""What a clinic's page knows of the clinic: all that the functions here ask of it, whatever else a page is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import Manager

from .address import PostalAddress


class TelephoneFacts(Protocol):
    """A row of a clinic's telephone numbers; ``number`` is stored as :class:`TelephoneNumber` has it."""

    number: str
    label: str
    purpose: str
    is_main: bool

    def get_purpose_display(self) -> str: ...


class ClinicFacts(Protocol):
    """The facts that stand on the page's tabs. Rows are behind managers, as Django's models have them."""

    pk: Any
    locale_id: Any
    title: str
    summary: str
    legal_name: str
    country: str
    latitude: Decimal | None
    longitude: Decimal | None
    email: str
    time_zone: str
    accepts_new_patients: bool
    levels_of_care: Sequence[str]
    payment_methods: Sequence[str]
    languages: Sequence[str]
    services: Manager[Any]
    telephones: Manager[Any]
    opening_intervals: Manager[Any]
    special_days: Manager[Any]
    photos: Manager[Any]
    licences: Manager[Any]
    insurers: Manager[Any]

    @property
    def postal_address(self) -> PostalAddress: ...
