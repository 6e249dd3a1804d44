"""Errors among the rows of a clinic, each of which is valid alone.

The page's form uses it to mark the rows at fault, and the page uses it to reject a save that no form has validated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import opening_hours, special_days
from .choices import TelephonePurpose
from .facts import TelephoneFacts
from .opening_hours import WeeklyInterval
from .special_days import SpecialPeriod
from .telephone import TelephoneNumber

NO_TELEPHONE = gettext_lazy("Add the telephone number that patients call first.")


class RowFault(NamedTuple):
    """:param row: the row at fault; None if there is no row.
    :param field: the row's field that shows the error; its code is ``required`` for what a draft may still lack.
    """

    row: Any | None
    field: str
    error: ValidationError


def telephone_faults(telephones: Sequence[TelephoneFacts]) -> Iterator[RowFault]:
    """Exactly one number is the main one, and it can be called."""
    if not telephones:
        yield RowFault(None, "number", ValidationError(NO_TELEPHONE, code="required"))
        return
    main, *others = [telephone for telephone in telephones if telephone.is_main] or [None]
    if main is None:
        message = _("Tick “main number” on the one number that patients call first.")
        yield RowFault(telephones[0], "is_main", ValidationError(message, code="required"))
    elif main.purpose == TelephonePurpose.FAX:
        message = _("A fax cannot be the main number. Tick “main number” on the number that patients call first.")
        yield RowFault(main, "is_main", ValidationError(message, code="invalid"))
    elif TelephoneNumber(main.number).kind == "text":
        message = _("%(number)s takes text messages and cannot be called. Tick “main number” on one that can.")
        number = TelephoneNumber(main.number).number
        yield RowFault(main, "is_main", ValidationError(message % {"number": number}, code="invalid"))
    for telephone in others:
        message = _("Only one number can be the main number, and “%(main)s” already is. Untick one of them.")
        yield RowFault(telephone, "is_main", ValidationError(message % {"main": main}, code="invalid"))


def opening_interval_faults(intervals: Sequence[WeeklyInterval]) -> Iterator[RowFault]:
    for one, other in opening_hours.find_overlaps(intervals):
        message = opening_hours.describe_overlap(one, other)
        yield RowFault(other, "opens", ValidationError(message, code="invalid"))


def special_day_faults(days: Sequence[SpecialPeriod]) -> Iterator[RowFault]:
    for day in special_days.find_repeated(days):
        message = _("%(day)s is entered twice. Remove one of the two.")
        yield RowFault(day, "starts", ValidationError(message % {"day": day}, code="invalid"))
    for one, other in special_days.find_contradictions(days):
        message = special_days.describe_contradiction(one, other)
        yield RowFault(other, "starts", ValidationError(message, code="invalid"))


FAULTS_AMONG: Mapping[str, Callable[[Sequence[Any]], Iterator[RowFault]]] = {
    "telephones": telephone_faults,
    "opening_intervals": opening_interval_faults,
    "special_days": special_day_faults,
}
