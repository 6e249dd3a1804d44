"""The passwords of private collections: a new one revokes access granted by the old one.

Wagtail stores in the session which restriction a visitor has passed, but not by which password.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.documents.views import serve
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import BaseViewRestriction, CollectionViewRestriction

_GIVEN = "media_given_passwords"


def authenticate_with_password(request: HttpRequest, restriction_id: int) -> HttpResponseBase:
    """Wagtail's view of the same name, which takes the password of a collection; also stores which one was given."""
    response = serve.authenticate_with_password(request, restriction_id)
    if isinstance(response, HttpResponseRedirect):
        # Read as Wagtail has read it: the database may have another password by now.
        given = PasswordViewRestrictionForm.base_fields["password"].clean(request.POST["password"])
        noted = request.session.get(_GIVEN, {})
        request.session[_GIVEN] = {**noted, str(restriction_id): _keyed_hash(restriction_id, given)}
    return response


def accepts(restriction: CollectionViewRestriction, request: HttpRequest) -> bool:
    """Whether the visitor meets a restriction; for one with a password, its current password.

    Visitors who gave another one have to enter it again, here and in Wagtail.
    """
    is_met = restriction.accept_request(request)
    if is_met and restriction.restriction_type == BaseViewRestriction.PASSWORD and not _was_given(restriction, request):
        key = restriction.passed_view_restrictions_session_key
        request.session[key] = [pk for pk in request.session[key] if pk != restriction.pk]
        return False
    return is_met


def _was_given(restriction: CollectionViewRestriction, request: HttpRequest) -> bool:
    noted = request.session.get(_GIVEN, {}).get(str(restriction.pk), "")
    return constant_time_compare(noted, _keyed_hash(restriction.pk, restriction.password))


def _keyed_hash(restriction_id: int, password: str) -> str:
    return salted_hmac(f"{_GIVEN}.{restriction_id}", password, algorithm="sha256").hexdigest()
