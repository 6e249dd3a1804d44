from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.encoding import iri_to_uri
from typing_extensions import TypedDict

from ..delivery.site_documents import SiteDocument
from ..parameters import SITE_PARAMETER
from .site_documents import AnyForm, SiteDocumentView


class RobotsRuleRepresentation(TypedDict):
    """Paths that a robot may read, and may not; ``*`` is every robot."""

    user_agent: str
    allow: list[str]
    disallow: list[str]


class RobotsRepresentation(TypedDict):
    """What a website tells robots (RFC 9309), with the URLs of its sitemaps."""

    rules: list[RobotsRuleRepresentation]
    sitemaps: list[str]


class RobotsView(SiteDocumentView):
    """The site's rules for robots: everything is allowed if it has a public home page, and nothing otherwise.

    Pages that staff hide from search engines are not listed here: a robot that may not fetch a page never learns that
    it should not index it. The pages themselves say so.
    """

    query_parameters = (SITE_PARAMETER,)
    response_shape = RobotsRepresentation

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [
            path("", cls.as_view(), name="listing"),
            path("robots.txt", RobotsFile.as_view(), name="file"),
        ]

    def represent(self, document: SiteDocument) -> RobotsRepresentation:
        return represent_robots(document)


class RobotsFile(SiteDocumentView):
    """The rules as a ``robots.txt`` file."""

    query_parameters = (SITE_PARAMETER,)
    content_type = "text/plain; charset=utf-8"
    content_negotiation_class = AnyForm
    response_shape = bytes

    def represent(self, document: SiteDocument) -> bytes:
        robots = represent_robots(document)
        lines = []
        for rule in robots["rules"]:
            lines += [f"User-agent: {rule['user_agent']}"]
            lines += [f"Allow: {path}" for path in rule["allow"]]
            lines += [f"Disallow: {path}" for path in rule["disallow"]]
        lines += ["", *(f"Sitemap: {address}" for address in robots["sitemaps"])] if robots["sitemaps"] else []
        return "".join(f"{line}\n" for line in lines).encode()


def represent_robots(document: SiteDocument) -> RobotsRepresentation:
    if not document.references.public_many(root.page for root in document.all_roots):
        return RobotsRepresentation(rules=[_rule(disallow=["/"])], sitemaps=[])
    return RobotsRepresentation(
        rules=[_rule(allow=["/"])], sitemaps=[iri_to_uri(f"{document.frontend_url}/sitemap.xml")]
    )


def _rule(allow: list[str] | None = None, disallow: list[str] | None = None) -> RobotsRuleRepresentation:
    return RobotsRuleRepresentation(user_agent="*", allow=allow or [], disallow=disallow or [])
