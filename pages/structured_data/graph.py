from __future__ import annotations

from typing import Any, Protocol

from wagtail.models import Page, Site

from api.represent.references import get_references
from api.sites import PageLocation

from ..images import represent_image
from ..presentation import PresentedPage
from .names import Names, reference
from .representations import Node


class DescribedPage(PresentedPage, Protocol):
    """A page that says what it is, and what it is about."""

    #: WebPage of schema.org, or one of its subtypes.
    structured_data_type: str

    def add_structured_data(self, graph: Graph) -> None:
        """Adds what the page is about."""

    def default_clinic(self, context: dict[str, Any]) -> Page | None:
        """The clinic that the organisation names; None where visitors may see none."""


class Graph:
    """The graph of one page while it is put together. Page types add to it; what is empty is left out in the end.

    ``page_node`` is the node of the page itself, ``publisher`` names who stands behind the site.
    """

    def __init__(self, page: DescribedPage, location: PageLocation, context: dict[str, Any]) -> None:
        self.page = page
        self.context = {**context, "page": page}
        self.references = get_references(context)
        self.site: Site = location.site
        self.names = Names(location.html_url, self.references.sites.frontend_url(location.site))
        self.language = self.references.sites.locale_codes[page.locale_id]
        self.is_home = page.pk in {root.page.pk for root in self.references.sites.roots}
        self.organisation = page.find_organisation(self.references)
        self.hero_image = represent_image(page.hero_image_id, context, "hero", "card", page=page)
        self.publisher: dict[str, str] | None = None
        self.page_node: Node = {}
        self._nodes: dict[str, Node] = {}

    @property
    def added(self) -> list[Node]:
        """The nodes that were added, in their order."""
        return list(self._nodes.values())

    def add(self, node: Node) -> dict[str, str]:
        """Adds a node, once however often it is added; returns what another node holds to name it."""
        self._nodes.setdefault(node["@id"], node)
        return reference(node["@id"])

    def node(self, name: str) -> Node:
        """The node that was added under ``name``."""
        return self._nodes[name]

    def add_main_entity(self, node: Node) -> None:
        """Adds what the page is about."""
        self.page_node["mainEntity"] = self.add(node)
