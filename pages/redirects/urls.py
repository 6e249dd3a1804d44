"""They precede Wagtail's own of the same paths, whose names still resolve to these."""

from django.urls import URLPattern, path
from wagtail.contrib.redirects.views import permission_checker

from .table_import.views import ImportView
from .views import CreateView, EditView


def redirect_admin_urls() -> list[URLPattern]:
    import_view = permission_checker.require_any("add")(ImportView.as_view())
    return [
        path("redirects/add/", CreateView.as_view()),
        path("redirects/<int:redirect_id>/", EditView.as_view()),
        path("redirects/import/", import_view),
        # Wagtail's second step, to which nothing links any more.
        path("redirects/import/process/", import_view),
    ]
