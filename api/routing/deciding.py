"""Decides what ``find/`` responds with if no page is at a path: a chain of steps, of which the first result counts."""

from __future__ import annotations

from django.apps import apps

from .asked_path import AskedPath
from .frontend import Frontend
from .outcomes import Missing, Outcome, SentOn
from .stand_ins import stand_in
from .visit import Visit

if apps.is_installed("wagtail.contrib.redirects"):
    from .redirects import typed_redirect


def decide(path: AskedPath, fallback: str | None, frontend: Frontend) -> Outcome:
    """The outcome for a visitor at a path where an endpoint has no page.

    The order is: redirects entered by staff, the current path of the page that was there, a fallback page.

    :param fallback: the language code of fallback pages; None for no fallback.
    """
    visit = Visit(path, fallback, frontend)
    if not path.is_storable or (visit.page is not None and visit.page.is_public):
        return Missing(was_there=False)  # The public page there is of a type that the endpoint does not serve.
    return _typed(path, frontend) or _moved(visit) or stand_in(visit) or Missing(visit.was_there)


def _typed(path: AskedPath, frontend: Frontend) -> SentOn | None:
    return typed_redirect(path, frontend) if apps.is_installed("wagtail.contrib.redirects") else None


def _moved(visit: Visit) -> SentOn | None:
    """The current location of the page that was there."""
    page = visit.former_page
    return None if page is None else visit.frontend.send_to_page(page, is_permanent=True)
