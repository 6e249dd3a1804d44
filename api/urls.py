from django.urls import path, re_path

from .conf import NAMESPACE
from .endpoints.index import IndexView, nothing_here
from .openapi.views import SchemaView, docs
from .router import router

app_name = NAMESPACE
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    *router.get_urlpatterns(),
    # Only with a trailing slash or as files, so that Django's ``APPEND_SLASH`` still works.
    re_path(r"^(?P<rest>.+(/|\.[a-z]+))$", nothing_here),
]
