from __future__ import annotations

from typing import TYPE_CHECKING

from pages.models.article_rows import CitationRepresentation
from pages.models.person import Person
from pages.moments import as_answered
from pages.structured_data.images import describe_all_shapes
from pages.structured_data.names import reference
from pages.structured_data.people import describe_person
from pages.structured_data.representations import Node
from pages.structured_data.web_pages import WEB_PAGE

if TYPE_CHECKING:
    from pages.models.article import ArticlePage
    from pages.structured_data.graph import Graph


def describe_article(article: ArticlePage, graph: Graph) -> None:
    """Adds the article with its people. Who reviewed it, when, and what it rests on are said of the page: schema.org
    has no ``lastReviewed`` or ``reviewedBy`` for an article.
    """
    graph.add_main_entity(_article(article, graph))
    graph.page_node |= {
        "lastReviewed": article.last_reviewed and article.last_reviewed.isoformat(),
        "reviewedBy": _person(article.medical_reviewer_id, graph),
        "citation": [_citation(citation.get_api_representation(graph.context)) for citation in article.citations.all()],
    }


def _article(article: ArticlePage, graph: Graph) -> Node:
    authors = (_person(row.person_id, graph) for row in article.author_rows.all())
    return {
        "@type": "Article",
        "@id": graph.names.of_page("article"),
        "mainEntityOfPage": reference(graph.names.of_page(WEB_PAGE)),
        "headline": article.title,
        "description": article.summary,
        "image": describe_all_shapes(graph.hero_image),
        "author": [author for author in authors if author is not None],
        "publisher": graph.publisher,
        "datePublished": as_answered(article.first_published_at),
        "dateModified": as_answered(article.last_published_at),
        "keywords": [topic.name for topic in graph.references.public_many(article.topics.all(), article)],
        "wordCount": article.word_count,
        "timeRequired": f"PT{article.reading_time_minutes}M",
        "inLanguage": graph.language,
    }


def _person(pk: int | None, graph: Graph) -> dict[str, str] | None:
    """The name of a person, who is added to the graph; None where visitors may not see them."""
    chosen = graph.references.get(Person, pk) if pk is not None else None
    person = graph.references.public_for(chosen, graph.page)
    return person and graph.add(describe_person(person, graph))


def _citation(citation: CitationRepresentation) -> Node:
    identifiers = {"DOI": citation["doi"], "PMID": citation["pmid"]}
    return {
        "@type": "CreativeWork",
        "name": citation["title"],
        "publisher": {"@type": "Organization", "name": citation["publisher"]} if citation["publisher"] else None,
        "datePublished": f"{citation['year']:04d}" if citation["year"] else None,
        "url": citation["url"] or citation["doi_url"] or citation["pmid_url"],
        "sameAs": [url for url in (citation["doi_url"], citation["pmid_url"]) if url],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in identifiers.items()
            if value
        ],
    }
