from __future__ import annotations

from typing import Any

from api.contract.serializers import ObjectField
from api.represent.references import get_references

from ..contents import blocks_in, contents_of
from .graph import DescribedPage, Graph
from .organisations import describe_organisation, describe_website, publisher_of
from .representations import JsonLdRepresentation, Node
from .values import tidy
from .web_pages import describe_breadcrumbs, describe_web_page

CONTEXT = "https://schema.org"


class JsonLdField(ObjectField):
    """The page's ``meta.json_ld``."""

    def to_representation(self, page: DescribedPage) -> JsonLdRepresentation:
        return represent_json_ld(page, self.context)


def represent_json_ld(page: DescribedPage, context: dict[str, Any]) -> JsonLdRepresentation:
    """The structured data of ``page``. Its graph is empty outside of every site, where the page has no URL."""
    location = get_references(context).sites.locate(page)
    nodes = [] if location is None else _describe(Graph(page, location, context))
    return JsonLdRepresentation(**{"@context": CONTEXT, "@graph": nodes})


def _describe(graph: Graph) -> list[Node]:
    """The whole graph, the page first."""
    organisation = describe_organisation(graph)
    graph.publisher = publisher_of(organisation)
    website = describe_website(graph)
    graph.page_node = describe_web_page(graph)
    graph.page.add_structured_data(graph)
    _describe_blocks(graph)
    if breadcrumbs := describe_breadcrumbs(graph):
        graph.page_node["breadcrumb"] = graph.add(breadcrumbs)
    found = (graph.page_node, *graph.added, website, organisation)
    return [tidy(node) for node in found if node is not None]


def _describe_blocks(graph: Graph) -> None:
    """Add the structured data of the page's blocks, by ``add_structured_data(shown, graph)``."""
    for block, shown in blocks_in(type(graph.page), contents_of(graph.page, graph.context).streams):
        if hasattr(block, "add_structured_data"):
            block.add_structured_data(shown, graph)
