"""The URLs of documents, with the paths and names of ``wagtail.documents.urls``, which it replaces: mount it at
``documents/``, or anywhere else.
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
