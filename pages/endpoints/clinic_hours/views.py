from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from api.endpoints.public_view import PublicView
from api.parameters import SITE_PARAMETER

from .answers import hours_answer
from .period import AT_PARAMETER, DAYS_PARAMETER, FROM_PARAMETER
from .representations import ClinicHoursRepresentation


class ClinicHoursView(PublicView):
    """A clinic's opening hours on given days, as timestamps in UTC and in its local time."""

    query_parameters = (FROM_PARAMETER, DAYS_PARAMETER, AT_PARAMETER, SITE_PARAMETER)
    response_shape = ClinicHoursRepresentation

    def get(self, request: Request, pk: int) -> HttpResponse:
        self.check_parameters(request)
        return self.respond(hours_answer(request, pk))
