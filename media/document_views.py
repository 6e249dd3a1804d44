"""Serves documents in place of ``wagtail.documents``, whose view lets caches store private files, does not redirect old
URLs, and sends PDFs inline with ``Content-Encoding: None``.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.documents.wagtail_hooks import check_view_restrictions

from .caching import FOR_NOBODY_ELSE, document_cache_headers
from .models import ClinicDocument
from .sending import SAFE, not_modified, send
from .visibility import Audience, audience_of


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """The file of a document; if its collection is private, a redirect to the admin's login, or a password form.

    :raises Http404: for another name than the document has, or had within the grace period.
    """
    documents = get_document_model()._default_manager.select_related("collection")
    found = documents.filter(pk=document_id).first()
    if found is None or not found.file or not found.is_named(filename):
        raise Http404("There is no such document.")
    audience = audience_of(found, request)
    for refuse in _hooks(audience):
        response = refuse(found, request)
        if isinstance(response, HttpResponseBase):
            return _for_nobody_else(response)
    if audience is Audience.OTHERS:
        raise Http404("There is no such document.")
    document_served.send(sender=type(found), instance=found, request=request)
    return _send(request, found, audience)


def _hooks(audience: Audience) -> Iterator:
    """Run the projects' hooks before a document is served. Wagtail's own hook would ask staff for a password."""
    for hook in hooks.get_hooks("before_serve_document"):
        if hook is not check_view_restrictions or audience is Audience.OTHERS:
            yield hook


def _send(request: HttpRequest, document: ClinicDocument, audience: Audience) -> HttpResponseBase:
    if (elsewhere := document.storage_address) is not None:
        return _for_nobody_else(redirect(elsewhere))
    name, storage = str(document.file.name), document.file.storage
    headers = {
        **SAFE,
        **document_cache_headers(audience),
        "Content-Disposition": document.content_disposition,
        "ETag": f'"{document.file_hash or name}"',
    }
    if (unchanged := not_modified(request, headers)) is not None:
        return unchanged
    try:
        file = storage.open(name)
    except OSError as error:
        raise Http404("The file of this document is missing.") from error
    return send(file, storage, name, document.content_type, headers)


def _for_nobody_else(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Cache-Control"] = FOR_NOBODY_ELSE
    return response
