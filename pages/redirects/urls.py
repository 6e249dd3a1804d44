"""They stand before Wagtail's own of the same paths, whose names go on leading here."""

from django.urls import URLPattern, path

from pages.redirects.views import CreateView, EditView


def redirect_admin_urls() -> list[URLPattern]:
    return [
        path("redirects/add/", CreateView.as_view()),
        path("redirects/<int:redirect_id>/", EditView.as_view()),
    ]
