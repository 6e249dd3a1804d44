"""Where documents are sent from, at the addresses and by the names of ``wagtail.documents.urls``, in its place: mount
it at ``documents/``, or wherever else they are to be.
"""

from django.urls import path, re_path

from .document_views import document
from .shared_passwords import authenticate_with_password

urlpatterns = [
    re_path(r"^([0-9]{1,18})/([^/]+)$", document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
