from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import problems
from api.contract.parameters import check_parameters
from api.rendering import CompactJSONRenderer, ProblemRenderer, RememberedNegotiation
from api.router import NAMESPACE, absolute_url, router
from api.throttling import ClientThrottle


class PublicView(APIView):
    """A view of the API that is not an endpoint of a model: anonymous, JSON, with problem details for errors."""

    content_negotiation_class = RememberedNegotiation
    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (CompactJSONRenderer, ProblemRenderer)
    parser_classes = ()
    throttle_classes = (ClientThrottle,)

    def get_exception_handler(self):
        return problems.exception_handler


class IndexView(PublicView):
    """The addresses of all endpoints, by name."""

    def get(self, request: Request) -> Response:
        check_parameters(request.query_params, ["_", "format"])
        return Response({name: absolute_url(self._url(name), request) for name in router.endpoints})

    @staticmethod
    def _url(name: str) -> str:
        return reverse(f"{NAMESPACE}:{name}:listing")


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """A problem document for paths that no endpoint has, whatever the project's ``handler404``."""
    return problems.problem_response(problems.NotFound(f"there is nothing at {request.path}"))
