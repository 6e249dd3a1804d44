"""What surrounds an article's text: authors, reviewer, sources, and related pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.represent.markdown import text as md

from .words import long_date, word


def review_markdown(document: Mapping[str, Any]) -> str:
    """Authors, reviewer and dates, as far as the response has them."""
    authors = [_person(person) for person in document.get("authors") or ()]
    reviewer, last, due = (document.get(name) for name in ("medical_reviewer", "last_reviewed", "next_review_due"))
    if last:
        day = md.words(long_date(last))
        reviewed = word("reviewed_by", name=_person(reviewer), date=day) if reviewer else word("reviewed", date=day)
    return "\\\n".join(
        [
            *([word("by", names=", ".join(authors))] if authors else []),
            *([reviewed] if last else []),
            *([word("next_review", date=md.words(long_date(due)))] if due else []),
        ]
    )


def citations_markdown(citations: Sequence[Mapping[str, Any]]) -> str:
    """The sources, numbered, each with its link."""
    if not citations:
        return ""
    lines = (f"{number}. {_citation(citation)}" for number, citation in enumerate(citations, 1))
    return md.join(md.heading(2, md.words(word("sources"))), "\n".join(lines))


def cards_markdown(heading: str, pages: Sequence[Mapping[str, Any]]) -> str:
    """Related pages with their summaries; empty if there are none."""
    items = [
        md.link(md.words(page["title"]), page["meta"]["html_path"])
        + (f": {md.words(page['summary'])}" if page.get("summary") else "")
        for page in pages
    ]
    return md.join(md.heading(2, md.words(heading)), md.bullets(items)) if items else ""


def _person(person: Mapping[str, Any]) -> str:
    return ", ".join(md.words(person[name]) for name in ("name", "honorific_suffix") if person.get(name))


def _citation(citation: Mapping[str, Any]) -> str:
    title = md.words(citation["title"])
    address = citation["url"] or citation["doi_url"] or citation["pmid_url"]
    facts = [md.words(citation[name]) for name in ("publisher", "year") if citation[name]]
    numbers = [f"{name} {md.words(citation[key])}" for name, key in (("DOI", "doi"), ("PMID", "pmid")) if citation[key]]
    return ". ".join([md.link(title, address), *([", ".join(facts)] if facts else []), *numbers]) + "."
