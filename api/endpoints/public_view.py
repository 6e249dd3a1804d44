from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from .. import problems
from ..parameters import QueryParameter, check_parameters
from ..rendering import CompactJSONRenderer, ProblemRenderer, RememberedNegotiation
from .responding import Responding


class PublicView(Responding, APIView):
    """A view of the API that does not serve a model: anonymous, JSON, with problem details for errors.

    Its parameters and response are declared, for readers of the code and for the API description.
    """

    content_negotiation_class = RememberedNegotiation
    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (CompactJSONRenderer, ProblemRenderer)
    parser_classes = ()
    throttle_classes = ()

    #: The query parameters that the view takes.
    query_parameters: ClassVar[tuple[QueryParameter, ...]] = ()
    #: The type of the response, such as a ``TypedDict``.
    response_shape: ClassVar[Any] = None

    def check_parameters(self, request: Request) -> None:
        """:raises UnknownParameter: for one that the view does not take."""
        check_parameters(request.query_params, [known.name for known in self.query_parameters])

    def get_exception_handler(self) -> Callable:
        return problems.exception_handler
