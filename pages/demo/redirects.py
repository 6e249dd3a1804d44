"""Old paths: redirects entered by staff, and a path that a page has left."""

from __future__ import annotations

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ..models import HomePage
from . import content


def make_redirects(site: Site, home: HomePage) -> None:
    entries = content.load("redirects")
    pages = {page.slug: page for page in Page.objects.descendant_of(home)}
    for entry in entries["renamed"]:
        _rename(pages[entry["page"]], entry["former_slug"])
    for entry in entries["typed"]:
        redirect = Redirect(
            site=site,
            old_path=Redirect.normalise_path(entry["old_path"]),
            redirect_page=pages[entry["page"]] if "page" in entry else None,
            redirect_link=entry.get("link", ""),
            is_permanent=entry.get("is_permanent", True),
        )
        redirect.full_clean()
        redirect.save()


def _rename(page: Page, former_slug: str) -> None:
    """Publish a page under another slug first."""
    slug = page.slug
    for name in (former_slug, slug):
        page = Page.objects.get(pk=page.pk).specific
        page.slug = name
        page.save_revision().publish()
