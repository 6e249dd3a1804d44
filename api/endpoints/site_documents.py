"""Views that respond with a document about a whole site."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from ..delivery.answers import CONTENT_TYPE, Answer
from ..delivery.site_documents import SiteDocument, site_document_answer
from ..parameters import LOCALE_PARAMETER, SITE_PARAMETER
from .public_view import PublicView


class AnyForm(BaseContentNegotiation):
    """Ignores ``Accept``, for views with a single media type (RFC 9110, section 12.4.1, allows that)."""

    def select_parser(self, request: Request, parsers: Sequence[Any]) -> Any:
        return None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class SiteDocumentView(PublicView):
    """A view that responds with a document about a whole site. A subclass implements ``represent``.

    ``content_type`` is that of the response; JSON by default.
    """

    content_type: ClassVar[str] = CONTENT_TYPE
    query_parameters = (SITE_PARAMETER, LOCALE_PARAMETER)

    @classmethod
    def get_model(cls) -> None:
        return None

    def get(self, request: Request, **captured: Any) -> HttpResponse:
        self.check_parameters(request)
        return self.respond(self._answer(request, captured))

    def represent(self, document: SiteDocument, **captured: Any) -> Any:
        """The document: the bytes of a file, or an object to serialize as JSON.

        :param captured: the parameters captured from the path.
        """
        raise NotImplementedError

    def _answer(self, request: Request, captured: dict[str, Any]) -> Answer:
        chosen = tuple((known.name, request.query_params.get(known.name)) for known in self.query_parameters)
        name = (type(self), chosen, tuple(sorted(captured.items())))
        represent = partial(self.represent, **captured)
        return site_document_answer(request, name, represent, self.content_type)
