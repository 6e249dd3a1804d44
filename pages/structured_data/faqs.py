from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from api.represent.rich_text import parse, to_html

from .graph import Graph
from .names import reference
from .representations import Node
from .web_pages import WEB_PAGE

FAQ_PAGE = "FAQPage"


def describe_questions(section: Mapping[str, Any], graph: Graph) -> None:
    """Add the questions of a section, with those of the sections before it, as one FAQPage: the page itself if its type
    says so, else a part of it. A question on several pages of a language is the same node on each; links in its answer
    lead to pages in the language of the page.

    :param section: its ``heading``, its ``anchor``, and its questions as ``items``.
    """
    if not section["items"]:
        return
    questions = _page(section, graph).setdefault("mainEntity", [])
    known = {question["@id"] for question in questions}
    for item in section["items"]:
        question = _question(item, graph)
        if question["@id"] not in known:
            known.add(question["@id"])
            questions.append(question)


def _page(section: Mapping[str, Any], graph: Graph) -> Node:
    """The node with the questions, under the name of the first section."""
    if graph.page_node["@type"] == FAQ_PAGE:
        return graph.page_node
    part = {
        "@type": FAQ_PAGE,
        "@id": graph.names.of_page("faq"),
        "url": f"{graph.names.html_url}#{section['anchor']}",
        "name": section["heading"],
        "inLanguage": graph.language,
        "isPartOf": reference(graph.names.of_page(WEB_PAGE)),
    }
    graph.page_node["hasPart"] = graph.add(part)
    return graph.node(part["@id"])


def _question(item: dict[str, Any], graph: Graph) -> Node:
    return {
        "@type": "Question",
        "@id": graph.names.of_site(f"question-{item['id']}-{graph.language}"),
        "name": item["question"],
        "acceptedAnswer": {"@type": "Answer", "text": with_whole_links(item["answer"], graph.names.html_url)},
    }


def with_whole_links(html: str, html_url: str) -> str:
    """``html`` with links that also work outside of the page. It stays HTML, whatever format of rich text a client
    requests.

    :param html_url: the URL of the page.
    """
    if "href=" not in html:
        return str(html)
    soup = parse(html)
    for link in soup.find_all("a", href=True):
        link["href"] = urljoin(html_url, str(link["href"]))
    return to_html(soup)
