"""Scripts and URLs of the editor's pages, so that no input is lost if it cannot be saved."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import DraftStateMixin

from ..drafts.languages import language_warnings
from .session_views import editor_session, logged_in


def editor_session_urls() -> list[URLPattern]:
    return [
        path("editor-session/", editor_session, name="clinic_editor_session"),
        path("editor-session/logged-in/", logged_in, name="clinic_logged_in"),
    ]


def tell_language_of_choices(request: HttpRequest, instance: Any) -> None:
    """Tell the user who saved a page or a snippet what readers will get in another language than its own."""
    if not request.accepts("text/html"):
        return
    if isinstance(instance, DraftStateMixin) and instance.has_unpublished_changes:
        instance = instance.get_latest_revision_as_object()
    for warning in language_warnings(instance):
        messages.warning(request, warning)


def typed_moments_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("clinic_pages/typed_moments.js"))


def editor_scripts() -> SafeString:
    """A script that shows every error."""
    return format_html('<script src="{}"></script>', static("clinic_pages/editor_faults.js"))


def session_script() -> SafeString:
    """A script for all forms of the admin: input stays on the screen while it cannot be saved."""
    login = f"{reverse('wagtailadmin_login')}?{urlencode({'next': reverse('clinic_logged_in')})}"
    texts = {
        "logged_out_title": _("You have been logged out"),
        "logged_out": _(
            "What you typed is still here, but has not been saved. Log in again in another tab, then carry on "
            "in this one."
        ),
        "log_in": _("Log in again"),
        "not_saved_title": _("Not saved"),
        "unreachable": _(
            "The server cannot be reached. What you typed is still here. Check your connection, then try again."
        ),
        "broken": _("The server reported an error. What you typed is still here. Try again in a minute."),
        "try_again": _("Try again"),
        "back": _("Back to editing"),
    }
    return format_html(
        '<script src="{}" data-session-url="{}" data-login-url="{}" data-texts="{}"></script>',
        static("clinic_pages/editor_session.js"),
        reverse("clinic_editor_session"),
        login,
        json.dumps(texts),
    )
