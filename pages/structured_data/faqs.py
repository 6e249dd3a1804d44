from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from api.represent.rich_text import parse, to_html

from ..contents import contents_of
from .graph import Graph
from .names import reference
from .representations import Node
from .web_pages import WEB_PAGE

FAQ_PAGE, SECTION = "FAQPage", "faq_section"


def describe_faqs(graph: Graph) -> None:
    """Adds the questions that the page shows, in all its sections, as one FAQPage: the page itself where its type says
    so, else a part of it. A question that stands on several pages of a language is the same node on each; links in its
    answer lead to pages in the language of the page.
    """
    sections = list(_sections(graph))
    questions = {item["id"]: _question(item, graph) for section in sections for item in section["items"]}
    if not questions:
        return
    if graph.page_node["@type"] == FAQ_PAGE:
        graph.page_node["mainEntity"] = list(questions.values())
        return
    part = {
        "@type": FAQ_PAGE,
        "@id": graph.names.of_page("faq"),
        "url": f"{graph.names.html_url}#{sections[0]['anchor']}",
        "name": sections[0]["heading"],
        "inLanguage": graph.language,
        "isPartOf": reference(graph.names.of_page(WEB_PAGE)),
        "mainEntity": list(questions.values()),
    }
    graph.page_node["hasPart"] = graph.add(part)


def _sections(graph: Graph) -> Iterator[dict[str, Any]]:
    for blocks in contents_of(graph.page, graph.context).streams.values():
        yield from (block["value"] for block in blocks if block["type"] == SECTION and block["value"]["items"])


def _question(item: dict[str, Any], graph: Graph) -> Node:
    return {
        "@type": "Question",
        "@id": graph.names.of_site(f"question-{item['id']}-{graph.language}"),
        "name": item["question"],
        "acceptedAnswer": {"@type": "Answer", "text": with_whole_links(item["answer"], graph.names.html_url)},
    }


def with_whole_links(html: str, html_url: str) -> str:
    """``html`` with links that work outside of the page, too. It stays HTML, whatever a client has rich text sent as.

    :param html_url: the address of the page.
    """
    if "href=" not in html:
        return str(html)
    soup = parse(html)
    for link in soup.find_all("a", href=True):
        link["href"] = urljoin(html_url, str(link["href"]))
    return to_html(soup)
