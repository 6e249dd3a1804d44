from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from api.contract.public_view import PublicView
from api.delivery.answers import respond
from api.openapi.document import schema_answer


class SchemaView(PublicView):
    """The OpenAPI document of this API."""

    # It does not describe itself.
    schema = None

    def get(self, request: Request) -> HttpResponse:
        self.check_parameters(request)
        return respond(request, schema_answer())
