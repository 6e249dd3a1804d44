from __future__ import annotations

from typing_extensions import TypedDict

from .. import problems
from ..delivery.site_documents import SiteDocument
from ..parameters import SITE_PARAMETER, QueryParameter, positive_integer
from ..routing.rules import RedirectRule, redirect_rules
from ..sites import site_for_listing
from .site_documents import SiteDocumentView

#: Rules in one response.
MOST_RULES = 1000


class RedirectRulesMeta(TypedDict):
    total_count: int


class RedirectRulesRepresentation(TypedDict):
    """The old paths of a site, in parts selected by ``limit`` and ``offset``."""

    meta: RedirectRulesMeta
    items: list[RedirectRule]


class AllRedirectsView(SiteDocumentView):
    """Every old path of a site and its target: redirects entered by staff, and paths that pages have left."""

    query_parameters = (
        SITE_PARAMETER,
        QueryParameter(
            "limit",
            "The maximum number of addresses in one part of the response.",
            {"type": "integer", "minimum": 1, "maximum": MOST_RULES, "default": MOST_RULES},
        ),
        QueryParameter("offset", "How many addresses to skip.", {"type": "integer", "minimum": 0, "default": 0}),
    )
    response_shape = RedirectRulesRepresentation

    def represent(self, document: SiteDocument) -> RedirectRulesRepresentation:
        limit = positive_integer(self.request.query_params, "limit", MOST_RULES)
        if not 0 < limit <= MOST_RULES:
            raise problems.LimitTooHigh(
                f"limit must be from 1 to {MOST_RULES}", parameter="limit", allowed=f"a number from 1 to {MOST_RULES}"
            )
        offset = positive_integer(self.request.query_params, "offset", 0)
        rules = self._rules(document)
        return RedirectRulesRepresentation(
            meta=RedirectRulesMeta(total_count=len(rules)), items=rules[offset : offset + limit]
        )

    def _rules(self, document: SiteDocument) -> list[RedirectRule]:
        """None if there is no site."""
        site = site_for_listing(document.request)
        if site.pk is None:
            return []
        return document.once("redirect rules", lambda: redirect_rules(site, document.references.sites))
