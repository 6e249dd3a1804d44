"""Protocols: what the functions here need of a clinic's page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import Manager

from .address import PostalAddress


class TelephoneFacts(Protocol):
    """A row of a clinic's telephone numbers; ``number`` is in a stored form of :class:`TelephoneNumber`."""

    number: str
    label: str
    purpose: str
    is_main: bool

    def get_purpose_display(self) -> str: ...


class ClinicFacts(Protocol):
    """The facts on the page's tabs. Rows are behind managers, as in Django's models."""

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
