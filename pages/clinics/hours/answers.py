from __future__ import annotations

from zoneinfo import ZoneInfo

from rest_framework.request import Request

from api import problems
from api.contract.parameters import MAX_INTEGER
from api.delivery.answers import Answer
from api.delivery.overtaken import unless_overtaken
from api.references import CONTEXT_NAME, References
from api.rendering import CompactJSONRenderer
from api.sites import site_for_request
from api.snapshots import memory, store
from api.snapshots.building import neutral, now_ms, to_ms
from api.snapshots.bypass import store_is_used
from api.snapshots.fingerprint import fingerprint
from api.snapshots.recording import record
from api.snapshots.surrogate_keys import surrogate_keys
from api.throttling import count_work
from api.visibility import public
from pages.clinics.hours.clocks import beginning_of
from pages.clinics.hours.period import Period
from pages.clinics.hours.representations import represent_hours
from pages.clinics.hours.schedule import DAY, Schedule
from pages.models.clinic import ClinicPage


def hours_answer(request: Request, pk: int) -> Answer:
    """The hours that a request asks for: those remembered for this version of the content, else made now.

    It is never stored with the clinic: what it holds may follow the clock. Where it does, it expires as the day ends.

    :raises NotFound: when there is no such clinic that visitors may see on this site.
    :raises InvalidParameter: when the request asks for no day or moment.
    """
    if not store_is_used():
        count_work(request)
        return _make(request, pk)
    version = store.read_version()
    name = ("hours", pk, request.get_host(), request.META.get("QUERY_STRING", ""), fingerprint(request))
    remembered = memory.answers.get(version, name)
    if remembered is not None and (remembered.expires_at is None or remembered.expires_at > now_ms()):
        return remembered
    count_work(request)
    answer = unless_overtaken(_make(request, pk), version)
    if not answer.is_passing:
        memory.answers.put(version, name, answer, answer.size)
    return answer


def _make(request: Request, pk: int) -> Answer:
    references = References()
    with neutral(), record() as recording:
        clinic = _find(request, pk, references)
        zone = ZoneInfo(clinic.time_zone)
        period = Period.read(request.query_params, zone)
        schedule = Schedule(zone, list(clinic.opening_intervals.all()), list(clinic.special_days.all()))
        document = represent_hours(clinic, schedule, period, {"request": request, CONTEXT_NAME: references})
    ends = [] if recording.expires_at is None else [recording.expires_at]
    if period.is_today:
        ends.append(beginning_of(period.first + DAY, zone))
    return Answer.of(
        CompactJSONRenderer().render(document),
        expires_at=min(map(to_ms, ends), default=None),
        surrogate_keys=surrogate_keys(recording.keys),
    )


def _find(request: Request, pk: int, references: References) -> ClinicPage:
    roots = references.sites.roots_of(site_for_request(request))
    found = ClinicPage.objects.filter(pk=pk) if pk <= MAX_INTEGER else ClinicPage.objects.none()
    clinic = public(found.defer_streamfields()).first()
    if clinic is None or not any(root.contains(clinic) for root in roots):
        raise problems.NotFound("No ClinicPage matches the given query.")
    return clinic
