"""Where documents are sent from, at the addresses and by the names of ``wagtail.documents.urls``, in its place::

path("documents/", include("media.document_urls"))
"""

from django.urls import path, re_path

from media.document_views import document
from media.shared_passwords import authenticate_with_password

urlpatterns = [
    re_path(r"^([0-9]{1,18})/([^/]+)$", document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
