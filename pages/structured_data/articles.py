from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from django.db.models import Manager

from api.represent.references import References

from ..citations import CitationRepresentation
from ..moments import as_answered
from ..people.representations import PersonFacts
from .graph import DescribedPage, Graph
from .images import describe_all_shapes
from .names import reference
from .people import describe_person
from .representations import Node
from .web_pages import WEB_PAGE


class DescribedArticle(DescribedPage, Protocol):
    """A page with people and sources. People who are not public are left out."""

    last_reviewed: date | None
    citations: Manager[Any]
    topics: Manager[Any]
    word_count: int
    reading_time_minutes: int

    def find_authors(self, references: References) -> list[Any]: ...

    def find_medical_reviewer(self, references: References) -> Any | None: ...


def describe_article(article: DescribedArticle, graph: Graph) -> None:
    """Add the article with its people. Reviewer, review date and sources are properties of the page: schema.org has no
    ``lastReviewed`` or ``reviewedBy`` for an article.
    """
    graph.add_main_entity(_article(article, graph))
    graph.page_node |= {
        "lastReviewed": article.last_reviewed and article.last_reviewed.isoformat(),
        "reviewedBy": _person(article.find_medical_reviewer(graph.references), graph),
        "citation": [_citation(citation.get_api_representation(graph.context)) for citation in article.citations.all()],
    }


def _article(article: DescribedArticle, graph: Graph) -> Node:
    authors = (_person(author, graph) for author in article.find_authors(graph.references))
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


def _person(chosen: Any | None, graph: Graph) -> dict[str, str] | None:
    """The reference to a person, who is added to the graph; None for a person who is not public."""
    person: PersonFacts | None = graph.references.public_for(chosen, graph.page)
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
