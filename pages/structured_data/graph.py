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
    """A page with its type and its main subject."""

    #: WebPage of schema.org, or one of its subtypes.
    structured_data_type: str

    def add_structured_data(self, graph: Graph) -> None:
        """Add the page's main subject."""

    def default_clinic(self, context: dict[str, Any]) -> Page | None:
        """The organisation's default clinic; None if it is not public."""


class Graph:
    """The graph of one page while it is built. Page types add to it; empty values are removed at the end.

    ``page_node`` is the node of the page itself, ``publisher`` refers to the organisation behind the site.
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
        """The added nodes, in their order."""
        return list(self._nodes.values())

    def add(self, node: Node) -> dict[str, str]:
        """Add a node, without duplicates; return the reference for other nodes."""
        self._nodes.setdefault(node["@id"], node)
        return reference(node["@id"])

    def node(self, name: str) -> Node:
        """The node that was added under ``name``."""
        return self._nodes[name]

    def add_main_entity(self, node: Node) -> None:
        """Add the page's main subject."""
        self.page_node["mainEntity"] = self.add(node)
