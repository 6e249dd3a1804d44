"""The project's URLs and, beside them, Wagtail's own API v2, which our contract is measured against."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.urls import urlpatterns as project_urlpatterns

reference = WagtailAPIRouter("reference")
reference.register_endpoint("pages", PagesAPIViewSet)
reference.register_endpoint("images", ImagesAPIViewSet)
reference.register_endpoint("documents", DocumentsAPIViewSet)
reference.register_endpoint("redirects", RedirectsAPIViewSet)

urlpatterns = [
    *project_urlpatterns,
    path("reference/", reference.urls),
    path("pages-for-reference/", include(wagtail_urls)),
]
