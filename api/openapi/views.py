from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from ..endpoints.public_view import PublicView
from .document import schema_answer
from .viewer import has_viewer

# Swagger UI sets inline styles as it renders; scripts are files only, and everything is from this host.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class SchemaView(PublicView):
    """The OpenAPI document of this API."""

    # The description does not include itself.
    schema = None

    def get(self, request: Request) -> HttpResponse:
        self.check_parameters(request)
        return self.respond(schema_answer())


@csrf_exempt
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The interactive documentation, on which each request can be tried. Its files are this server's own; if they are
    not installed, the page links to the description.
    """
    response = render(request, "clinic_api/docs.html", {"has_viewer": has_viewer()})
    response.headers["Content-Security-Policy"] = DOCS_POLICY
    return response
