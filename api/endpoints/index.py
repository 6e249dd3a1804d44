from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request

from .. import problems
from ..conf import NAMESPACE
from ..delivery.answers import Answer
from ..formats import Address
from ..rendering import CompactJSONRenderer
from ..router import absolute_url, router
from .public_view import PublicView


class IndexView(PublicView):
    """The URLs of all endpoints, by name."""

    response_shape = dict[str, Address]

    def get(self, request: Request) -> HttpResponse:
        self.check_parameters(request)
        addresses = {name: absolute_url(self._url(name), request) for name in router.endpoints}
        return self.respond(Answer.of(CompactJSONRenderer().render(addresses)))

    @staticmethod
    def _url(name: str) -> str:
        return reverse(f"{NAMESPACE}:{name}:listing")


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """A problem document for paths without an endpoint, whatever the project's ``handler404`` is."""
    return problems.problem_response(problems.UnknownAddress(f"there is nothing at {request.path}"))
