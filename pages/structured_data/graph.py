from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Site

from api.contract.serializers import ObjectField
from api.represent.references import get_references
from api.sites import PageLocation
from pages.images import represent_image
from pages.models.organisation import OrganisationSettings
from pages.structured_data.faqs import describe_faqs
from pages.structured_data.names import Names, reference
from pages.structured_data.organisations import describe_organisation, describe_website, publisher_of
from pages.structured_data.representations import JsonLdRepresentation, Node
from pages.structured_data.values import tidy
from pages.structured_data.web_pages import describe_breadcrumbs, describe_web_page

if TYPE_CHECKING:
    from pages.models.base import BasePage

CONTEXT = "https://schema.org"


class JsonLdField(ObjectField):
    """The page's ``meta.json_ld``."""

    def to_representation(self, page: BasePage) -> JsonLdRepresentation:
        return represent_json_ld(page, self.context)


def represent_json_ld(page: BasePage, context: dict[str, Any]) -> JsonLdRepresentation:
    """What search engines are told of ``page``. Its graph is empty outside of every site, where it has no address."""
    location = get_references(context).sites.locate(page)
    nodes = [] if location is None else Graph(page, location, context).nodes()
    return JsonLdRepresentation(**{"@context": CONTEXT, "@graph": nodes})


class Graph:
    """The graph of one page while it is put together. Page types add to it; what is empty is left out in the end.

    ``page_node`` is the node of the page itself.
    """

    def __init__(self, page: BasePage, location: PageLocation, context: dict[str, Any]) -> None:
        self.page = page
        self.context = {**context, "page": page}
        self.references = get_references(context)
        self.site: Site = location.site
        self.names = Names(location.html_url, self.references.sites.frontend_url(location.site))
        self.language = self.references.sites.locale_codes[page.locale_id]
        self.is_home = page.pk in {root.page.pk for root in self.references.sites.roots}
        self.organisation = OrganisationSettings.of_page(page, self.references)
        self.hero_image = represent_image(page.hero_image_id, context, "hero", "card", page=page)
        organisation = describe_organisation(self)
        self.publisher = publisher_of(organisation)
        self._around = [describe_website(self), organisation]
        self._nodes: dict[str, Node] = {}
        self.page_node = describe_web_page(self)

    def add(self, node: Node) -> dict[str, str]:
        """Adds a node, once however often it is added; returns what another node holds to name it."""
        self._nodes.setdefault(node["@id"], node)
        return reference(node["@id"])

    def add_main_entity(self, node: Node) -> None:
        """Adds what the page is about."""
        self.page_node["mainEntity"] = self.add(node)

    def nodes(self) -> list[Node]:
        """The whole graph, the page first."""
        self.page.add_structured_data(self)
        describe_faqs(self)
        if breadcrumbs := describe_breadcrumbs(self):
            self.page_node["breadcrumb"] = self.add(breadcrumbs)
        found = (self.page_node, *self._nodes.values(), *self._around)
        return [tidy(node) for node in found if node is not None]
