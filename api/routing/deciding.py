"""What ``find/`` answers where no page is at a path: one step after the other, until one has something to say."""

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
    """What becomes of a visitor at a path at which an endpoint has no page.

    What staff typed comes first, then where the page that was there is now, then what stands in for it.

    :param fallback: the code of the language whose pages may stand in; None where nothing may.
    """
    visit = Visit(path, fallback, frontend)
    if not path.is_storable or (visit.page is not None and visit.page.is_public):
        return Missing(was_there=False)  # A public page is of another type than the endpoint's.
    return _typed(path, frontend) or _moved(visit) or stand_in(visit) or Missing(visit.was_there)


def _typed(path: AskedPath, frontend: Frontend) -> SentOn | None:
    return typed_redirect(path, frontend) if apps.is_installed("wagtail.contrib.redirects") else None


def _moved(visit: Visit) -> SentOn | None:
    """Where the page is now that was there."""
    page = visit.former_page
    return None if page is None else visit.frontend.send_to_page(page, is_permanent=True)
