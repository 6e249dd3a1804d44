from __future__ import annotations

from zoneinfo import ZoneInfo

from rest_framework.request import Request

from api import problems
from api.delivery.answers import Answer
from api.delivery.remembered import recorded, remembered
from api.dependencies.recording import expire_at
from api.parameters import MAX_INTEGER
from api.rendering import CompactJSONRenderer
from api.represent.references import CONTEXT_NAME, References
from api.sites import site_for_request
from api.snapshots import memory
from api.visibility import public

from ...models.clinic import ClinicPage
from .clocks import beginning_of
from .period import Period
from .representations import represent_hours
from .schedule import DAY, Schedule


def hours_answer(request: Request, pk: int) -> Answer:
    """The requested hours: cached for this version of the content, or new.

    The response is never stored with the clinic, since it may depend on the time. If it does, it expires at the end of
    the day.

    :raises NotFound: if there is no such public clinic on this site.
    :raises InvalidParameter: if the request has an invalid date or timestamp.
    """
    name = ("hours", pk, request.META.get("QUERY_STRING", ""))
    return remembered(memory.answers, name, request, lambda _version: recorded(lambda: _write(request, pk)))


def _write(request: Request, pk: int) -> bytes:
    references = References()
    clinic = _find(request, pk, references)
    zone = ZoneInfo(clinic.time_zone)
    period = Period.read(request.query_params, zone)
    schedule = Schedule(zone, list(clinic.opening_intervals.all()), list(clinic.special_days.all()))
    if period.is_today:
        expire_at(beginning_of(period.first + DAY, zone))
    document = represent_hours(clinic, schedule, period, {"request": request, CONTEXT_NAME: references})
    return CompactJSONRenderer().render(document)


def _find(request: Request, pk: int, references: References) -> ClinicPage:
    roots = references.sites.roots_of(site_for_request(request))
    found = ClinicPage.objects.filter(pk=pk) if pk <= MAX_INTEGER else ClinicPage.objects.none()
    clinic = public(found.defer_streamfields()).first()
    if clinic is None or not any(root.contains(clinic) for root in roots):
        raise problems.NotFound("No ClinicPage matches the given query.")
    return clinic
