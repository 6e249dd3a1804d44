"""Views that answer with a document about a whole site."""

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
    """For what has one form only, whatever a client says that it likes (RFC 9110, section 12.4.1, leaves that open)."""

    def select_parser(self, request: Request, parsers: Sequence[Any]) -> Any:
        return None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class SiteDocumentView(PublicView):
    """A view that answers with such a document. A subclass says how it is made.

    ``content_type`` is that of the answer: JSON unless it is declared.
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
        """What the answer holds: the bytes of a file, else what JSON is made of.

        :param captured: what the URL captures besides the query.
        """
        raise NotImplementedError

    def _answer(self, request: Request, captured: dict[str, Any]) -> Answer:
        chosen = tuple((known.name, request.query_params.get(known.name)) for known in self.query_parameters)
        name = (type(self), chosen, tuple(sorted(captured.items())))
        represent = partial(self.represent, **captured)
        return site_document_answer(request, name, represent, self.content_type)
