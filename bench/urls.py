"""The project's URLs; Wagtail's API v2 on the same content; and views that only send the bytes that the API sends."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.views import APIView
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from bench.floors import body_named
from cms.urls import urlpatterns as project_urlpatterns

reference = WagtailAPIRouter("reference")
reference.register_endpoint("pages", PagesAPIViewSet)
reference.register_endpoint("images", ImagesAPIViewSet)
reference.register_endpoint("documents", DocumentsAPIViewSet)


class EmptyView(APIView):
    """What Django REST Framework takes for itself, with its default settings."""

    permission_classes = ()

    def get(self, request: Request, name: str) -> HttpResponse:
        return HttpResponse(body_named(name), content_type="application/json")


def empty_view(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(body_named(name), content_type="application/json")


urlpatterns = [
    *project_urlpatterns,
    path("reference/", reference.urls),
    path("floor/drf/<slug:name>/", EmptyView.as_view()),
    path("floor/django/<slug:name>/", empty_view),
]
