"""What ``find/`` answers where no page is at a path: a redirect, a page that stands in, or that it is gone."""

from __future__ import annotations

from typing import NamedTuple

from django.apps import apps
from typing_extensions import TypedDict
from wagtail.models import Site

from .. import problems
from ..sites import SiteMap
from .asked_path import AskedPath
from .destinations import Destination, page_destination
from .fallback import stand_in, translation_into
from .lookup import Found, Place, has_expired, page_at, pages_that_left, public_pages

if apps.is_installed("wagtail.contrib.redirects"):
    from .redirects import follow, redirects_for


class Redirection(TypedDict):
    """Where the frontend sends the visitor: ``to`` is a path on its own site, or a whole address elsewhere.

    ``permanent`` says that the old address will not be used again: 301, else 302.
    """

    to: str
    permanent: bool


class RedirectRepresentation(TypedDict):
    """What ``find/`` answers for a path that leads elsewhere."""

    redirect: Redirection


class Decision(NamedTuple):
    """What is to be answered: a redirect, or a page of another language in place of one that is not published.

    :param requested_locale: the language that was asked for, with ``stand_in``.
    """

    redirect: Redirection | None = None
    stand_in: int | None = None
    requested_locale: str = ""
    served_locale: str = ""
    was_there: bool = False


def decide(asked: AskedPath, site: Site, sites: SiteMap, fallback: str | None) -> Decision:
    """What to answer for a path at which an endpoint has no page.

    What staff typed comes first, then where the page that was there is now, then what stands in for it.

    :param fallback: the language of what may stand in.
    """
    found = page_at(sites, site, asked.html_path) if "\0" not in asked.html_path else None
    if found is not None and found.is_public:  # It is no page of this endpoint's type.
        return Decision()
    destination = _typed(asked, site, sites) or _moved(asked, site, sites)
    if destination is not None:
        redirect = Redirection(to=destination.seen_from(site), permanent=destination.is_permanent)
        return Decision(redirect)
    if fallback is not None and (instead := _stand_in(asked, site, sites, fallback)) is not None:
        return instead
    return Decision(was_there=_was_there(asked, site, found))


def refuse(decision: Decision) -> problems.Problem:
    """The error for what cannot be answered."""
    return problems.Gone() if decision.was_there else problems.NotFound()


def _typed(asked: AskedPath, site: Site, sites: SiteMap) -> Destination | None:
    """Where the first redirect leads that leads anywhere."""
    if not apps.is_installed("wagtail.contrib.redirects") or "\0" in asked.html_path + asked.whole_query:
        return None
    matches = redirects_for([site.pk], [asked])[site.pk, asked]
    ended = follow(matches, site, sites) if matches else {}
    return next((ended[redirect.pk] for redirect in matches if redirect.pk in ended), None)


def _moved(asked: AskedPath, site: Site, sites: SiteMap) -> Destination | None:
    """Where the page is now that was at this path."""
    place = Place(site.pk, asked.html_path)
    pks = pages_that_left([place]).get(place, [])
    still = public_pages(pks)
    page = next((still[pk] for pk in pks if pk in still), None)
    location = sites.locate(page) if page is not None else None
    return None if location is None else page_destination(location, is_permanent=True)


def _stand_in(asked: AskedPath, site: Site, sites: SiteMap, code: str) -> Decision | None:
    """The page that stands in; a redirect where the page that was asked for is published after all, at another path."""
    if "\0" in asked.html_path:
        return None
    found = stand_in(asked.html_path, site, sites, code)
    if found is None:
        return None
    page, requested = found
    translation = translation_into(page, requested)
    location = sites.locate(translation) if translation is not None else None
    if location is not None:
        to = page_destination(location, is_permanent=False).seen_from(site)
        return Decision(Redirection(to=to, permanent=False))
    return Decision(stand_in=page.pk, requested_locale=requested, served_locale=code)


def _was_there(asked: AskedPath, site: Site, found: Found | None) -> bool:
    place = Place(site.pk, asked.html_path)
    return bool(pages_that_left([place])) or (found is not None and has_expired(found.page))
