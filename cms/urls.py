"""Where everything is. ``wagtail.urls`` is not mounted on purpose: pages are shown by the frontends, from the API."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from cms.documentation import documentation, documentation_file, documentation_index
from cms.root import root

to_admin_login = RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)

urlpatterns = [
    path("", root, name="root"),
    path("api/v2/", include("api.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("media.document_urls")),
    # Where a document of a private collection sends visitors; Wagtail looks for this name.
    path("login/", to_admin_login, name="wagtailcore_login"),
    path("documentation/", documentation_index, name="documentation_index"),
    path("documentation/<slug:name>/", documentation, name="documentation"),
    path("documentation/files/<str:name>", documentation_file, name="documentation_file"),
    path("uploads/renditions/", include("media.urls")),
    path("uploads/", include("media.upload_urls")),
]

# Problem documents for the API, Django's plain pages for everything else.
handler400 = "api.problems.bad_request"
handler404 = "api.problems.page_not_found"
handler500 = "cms.unavailable.server_error"
