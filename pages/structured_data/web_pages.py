from __future__ import annotations

from ..moments import as_answered
from .graph import Graph
from .images import describe_image
from .names import reference
from .organisations import WEBSITE
from .representations import Node

WEB_PAGE, BREADCRUMB = "webpage", "breadcrumb"


def describe_web_page(graph: Graph) -> Node:
    """The page itself, before its type adds its main subject."""
    page = graph.page
    return {
        "@type": page.structured_data_type,
        "@id": graph.names.of_page(WEB_PAGE),
        "url": graph.names.html_url,
        "name": page.title,
        "description": page.search_description or page.summary,
        "inLanguage": graph.language,
        "isPartOf": reference(graph.names.of_site(WEBSITE)),
        "about": graph.publisher if graph.is_home else None,
        "primaryImageOfPage": describe_image(graph.hero_image),
        "datePublished": as_answered(page.first_published_at),
        "dateModified": as_answered(page.last_published_at),
    }


def describe_breadcrumbs(graph: Graph) -> Node | None:
    """The breadcrumbs from below the home page. None for a single step: search engines require two."""
    ancestors = graph.references.ancestors(graph.page)
    roots = {root.page.pk for root in graph.references.sites.roots}
    trail = [*(ancestor for ancestor in ancestors if ancestor.pk not in roots), graph.page]
    if len(trail) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "@id": graph.names.of_page(BREADCRUMB),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": page.title,
                "item": graph.references.sites.locate(page).html_url,
            }
            for position, page in enumerate(trail, start=1)
        ],
    }
