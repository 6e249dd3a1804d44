"""Documents about a whole site, made from a few queries on many objects, and cached until the content changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property, partial
from typing import Any, TypeVar

from django.http import HttpRequest
from rest_framework.request import Request
from wagtail.models import Site

from .. import problems
from ..builds.building import neutral
from ..rendering import CompactJSONRenderer
from ..represent.outgoing import resolve
from ..represent.references import References
from ..sites import SiteRoot, site_for_request
from ..snapshots import memory
from ..snapshots.clock import now_ms
from ..snapshots.surrogate_keys import EVERYTHING, LISTINGS
from .answers import Answer
from .listings import next_expiry
from .remembered import remembered

T = TypeVar("T")


class SiteDocument:
    """The site that a request is about, and what a document about it is made from.

    :param locale: the code of a language to which the document is narrowed; None for all of the site's.
    :param version: the version of the content; None if nothing is to be cached.
    """

    def __init__(self, request: HttpRequest, locale: str | None, version: int | None) -> None:
        self.request = request
        self.locale = locale
        self.version = version
        self.references = References()

    @cached_property
    def site(self) -> Site:
        return site_for_request(self.request)

    @cached_property
    def frontend_url(self) -> str:
        """Without a trailing slash."""
        return self.references.sites.frontend_url(self.site)

    @cached_property
    def all_roots(self) -> list[SiteRoot]:
        """The site's trees, its own language first."""
        return self.references.sites.roots_of(self.site)

    @cached_property
    def roots(self) -> list[SiteRoot]:
        """The trees in the requested languages.

        :raises NotFound: if the site does not have that language, or no public home page in it.
        """
        if self.locale is None:
            return self.all_roots
        public = {page.pk for page in self.references.public_many(root.page for root in self.all_roots)}
        shown = [root for root in self.all_roots if root.page.pk in public or not root.prefix]
        found = [root for root in shown if root.locale == self.locale]
        if not found:
            allowed = [root.locale for root in shown]
            raise problems.UnknownLocale(allowed)
        return found

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` returns, computed once for all documents about this site in this language."""
        key = (name, self.site.pk, self.locale)
        return memory.site_documents.once(self.version, key, make)

    @property
    def context(self) -> dict[str, Any]:
        """The context for representations."""
        return {"request": self.request, "references": self.references}


def site_document_answer(
    request: Request, name: Hashable, represent: Callable[[SiteDocument], Any], content_type: str
) -> Answer:
    """The requested document: cached for this version of the content, or new.

    :param name: all that it depends on besides the content and the host of the request.
    :param represent: returns the bytes of a file, or an object to serialize as JSON.
    """
    make = partial(_make, request, represent, content_type)
    return remembered(memory.site_documents, name, request, make)


def _make(request: Request, represent: Callable[[SiteDocument], Any], content_type: str, version: int | None) -> Answer:
    began = now_ms()
    document = SiteDocument(request._request, request.query_params.get("locale"), version)
    with neutral():
        made = resolve(represent(document), document.context)
    return Answer.of(
        made if isinstance(made, bytes) else CompactJSONRenderer().render(made),
        modified_at=began,
        expires_at=min(next_expiry(version), default=None),
        surrogate_keys=f"{EVERYTHING} {LISTINGS}",
        content_type=content_type,
    )
