"""The URLs that ``wagtail start`` writes, under development, with the rest of ``media`` mounted as its README says."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls


def _stored_file(request, path):
    return serve(request, path, document_root=settings.MEDIA_ROOT)


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("uploads/renditions/", include("media.urls")),
    path("documents/", include("media.document_urls")),
    # What static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) makes.
    re_path(r"^uploads/(?P<path>.*)$", _stored_file),
    path("", include(wagtail_urls)),
]
