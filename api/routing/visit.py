"""A visitor at a path of a frontend: lazily looks up what is known of that path."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from wagtail.models import Page

from .asked_path import AskedPath
from .frontend import Frontend
from .pages_by_path import PageAtPath, SitePath, former_pks, page_at, public_pages


@dataclass(frozen=True, eq=False)
class Visit:
    """A requested path.

    :param fallback: the language code of fallback pages; None for no fallback.
    """

    path: AskedPath
    fallback: str | None
    frontend: Frontend = field(repr=False)

    @cached_property
    def page(self) -> PageAtPath | None:
        """The page at the path, public or not."""
        return page_at(self.frontend.sites, self.frontend.site, self.path.html_path)

    @cached_property
    def former_pks(self) -> list[int]:
        """The primary keys of pages that were once there, the latest first."""
        here = SitePath(self.frontend.site.pk, self.path.html_path)
        return former_pks([here]).get(here, [])

    @cached_property
    def former_page(self) -> Page | None:
        """The last page that was there and is still public, elsewhere."""
        still = public_pages(self.former_pks)
        return next((still[pk] for pk in self.former_pks if pk in still), None)

    @cached_property
    def was_there(self) -> bool:
        """Whether a public page was there."""
        return bool(self.former_pks) or (self.page is not None and self.page.has_expired)
