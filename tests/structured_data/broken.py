"""Graphs with one fault each, and which of the checks catches it: ``types`` (tsc), ``rules``, ``parity``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

ARTICLE = "/articles/what-is-addiction/"
CLINIC = "/clinics/portland/"
FAQ = "/faqs/"
HOME = "/"


@dataclass(frozen=True)
class Fault:
    """:param path: the page of the demo whose graph is broken.
    :param break_graph: changes the graph.
    :param caught_by: the names of all checks that must find it, separated by spaces.
    """

    path: str
    break_graph: Callable[[Json], Any]
    checks: str

    @property
    def caught_by(self) -> list[str]:
        return self.checks.split()


def node(graph: Json, kind: str) -> Json:
    """The first node of a type."""
    return next(found for found in graph["@graph"] if found["@type"] == kind)


def put(kind: str, *place_and_value: Any) -> Callable[[Json], None]:
    """Puts a value into a node: ``put("Article", "image", 0, "url", "…")``."""
    *place, last, value = place_and_value

    def change(graph: Json) -> None:
        target = node(graph, kind)
        for step in place:
            target = target[step]
        target[last] = value

    return change


def drop(kind: str, *place: Any) -> Callable[[Json], None]:
    """Removes a member or an item of a node."""
    *way, last = place

    def change(graph: Json) -> None:
        target = node(graph, kind)
        for step in way:
            target = target[step]
        del target[last]

    return change


def rename(kind: str, old: str, new: str) -> Callable[[Json], None]:
    def change(graph: Json) -> None:
        found = node(graph, kind)
        found[new] = found.pop(old)

    return change


def remove(kind: str) -> Callable[[Json], None]:
    return lambda graph: graph["@graph"].remove(node(graph, kind))


def special_day(name: str, value: Any, closed: bool = True) -> Callable[[Json], None]:
    """Changes the first special day that is closed, or is not."""

    def change(graph: Json) -> None:
        days = [day for day in node(graph, "MedicalClinic")["openingHoursSpecification"] if "validFrom" in day]
        next(day for day in days if (day["closes"] == "00:00") == closed)[name] = value

    return change


def overnight(name: str, value: Any) -> Callable[[Json], None]:
    def change(graph: Json) -> None:
        hours = node(graph, "MedicalClinic")["openingHoursSpecification"]
        next(entry for entry in hours if "dayOfWeek" in entry and entry["closes"] < entry["opens"])[name] = value

    return change


BROKEN = {
    # What schema.org does not know
    "a type that does not exist": Fault(ARTICLE, put("Article", "@type", "MedicalArticle"), "types rules parity"),
    "no type": Fault(ARTICLE, drop("Article", "@type"), "types rules parity"),
    "a review of the article instead of the page": Fault(
        ARTICLE, put("Article", "lastReviewed", "2026-09-14"), "types rules parity"
    ),
    "a reviewer of the article": Fault(
        ARTICLE, put("Article", "reviewedBy", {"@id": "https://www.example.org/#person-1"}), "types rules parity"
    ),
    "breadcrumbs of the article": Fault(ARTICLE, put("Article", "breadcrumb", "Articles"), "types rules parity"),
    "a misspelt member": Fault(ARTICLE, rename("Article", "headline", "headLine"), "types rules parity"),
    "a question without a name for its answer": Fault(
        FAQ, lambda graph: rename_answer(node(graph, "FAQPage")), "types rules parity"
    ),
    "opening hours of a person": Fault(ARTICLE, put("Person", "openingHours", "Mo 09:00-17:00"), "types rules parity"),
    "a credential of a type that does not exist": Fault(
        ARTICLE, lambda graph: reviewer(graph)["hasCredential"][0].update({"@type": "Licence"}), "types rules parity"
    ),
    "another vocabulary": Fault(
        ARTICLE, lambda graph: graph.update({"@context": "https://example.org"}), "types parity"
    ),
    # Values of the wrong kind
    "a number as a headline": Fault(ARTICLE, put("Article", "headline", 7), "types parity"),
    "coordinates as a pair": Fault(CLINIC, put("MedicalClinic", "geo", [43.6, -70.2]), "types parity"),
    "a word for yes": Fault(CLINIC, put("MedicalClinic", "isAcceptingNewPatients", "no"), "types parity"),
    "a day by its number": Fault(
        CLINIC, put("MedicalClinic", "openingHoursSpecification", 0, "dayOfWeek", 1), "types parity"
    ),
    "a citation as a date": Fault(ARTICLE, put("MedicalWebPage", "citation", 0, "publisher", 2020), "types parity"),
    "null": Fault(ARTICLE, put("Article", "publisher", None), "types parity"),
    "an empty list": Fault(ARTICLE, put("MedicalWebPage", "citation", []), "parity"),
    # Names
    "a name that nobody has": Fault(
        ARTICLE, put("MedicalWebPage", "reviewedBy", {"@id": "https://www.example.org/#person-999"}), "parity"
    ),
    "a node that is named and missing": Fault(ARTICLE, remove("Organization"), "parity"),
    "a relative name": Fault(ARTICLE, put("Article", "@id", "/articles/what-is-addiction/#article"), "parity"),
    "a name that stands twice": Fault(
        ARTICLE, lambda graph: graph["@graph"].append(dict(node(graph, "WebSite"))), "parity"
    ),
    "a name on the host of the API": Fault(
        ARTICLE, put("MedicalWebPage", "@id", "http://127.0.0.1:8000/articles/what-is-addiction/#webpage"), "parity"
    ),
    # Rules of search engines
    "an organisation without a name": Fault(ARTICLE, drop("Organization", "name"), "rules parity"),
    "a person without a name": Fault(ARTICLE, drop("Person", "name"), "rules parity"),
    "a picture without an address": Fault(ARTICLE, drop("Article", "image", 0, "url"), "rules parity"),
    "one breadcrumb": Fault(ARTICLE, drop("BreadcrumbList", "itemListElement", 1), "rules parity"),
    "a breadcrumb without its place": Fault(
        ARTICLE, drop("BreadcrumbList", "itemListElement", 0, "position"), "rules parity"
    ),
    "a breadcrumb to a relative address": Fault(
        ARTICLE, put("BreadcrumbList", "itemListElement", 0, "item", "/articles/"), "rules parity"
    ),
    # Values that are not those of the page
    "breadcrumbs from 0": Fault(ARTICLE, put("BreadcrumbList", "itemListElement", 0, "position", 0), "parity"),
    "a breadcrumb by another title": Fault(
        ARTICLE, put("BreadcrumbList", "itemListElement", 0, "name", "News"), "parity"
    ),
    "another headline": Fault(ARTICLE, put("Article", "headline", "What addiction is"), "parity"),
    "another summary": Fault(ARTICLE, put("Article", "description", "A miracle cure."), "parity"),
    "a date as people write it": Fault(ARTICLE, put("MedicalWebPage", "lastReviewed", "14 September 2026"), "parity"),
    "another day of review": Fault(ARTICLE, put("MedicalWebPage", "lastReviewed", "2026-11-01"), "parity"),
    "a review that nobody did": Fault(ARTICLE, drop("MedicalWebPage", "reviewedBy"), "parity"),
    "a later change than the last": Fault(ARTICLE, put("Article", "dateModified", "2030-01-01T00:00:00Z"), "parity"),
    "a source less": Fault(ARTICLE, drop("MedicalWebPage", "citation", 0), "parity"),
    "a width as a number": Fault(ARTICLE, put("Article", "image", 0, "width", 1920), "types parity"),
    "another picture": Fault(ARTICLE, put("Article", "image", 0, "url", "https://www.example.org/x.jpg"), "parity"),
    "another language": Fault(ARTICLE, put("Article", "inLanguage", "es"), "parity"),
    "a rating that stands nowhere": Fault(
        CLINIC,
        put("MedicalClinic", "aggregateRating", {"@type": "AggregateRating", "ratingValue": 5, "reviewCount": 200}),
        "rules parity",
    ),
    "another telephone number": Fault(CLINIC, put("MedicalClinic", "telephone", "+12075550199"), "parity"),
    "another street": Fault(CLINIC, put("MedicalClinic", "address", "streetAddress", "1 Main Street"), "parity"),
    "another town": Fault(CLINIC, put("MedicalClinic", "address", "addressLocality", "Salem"), "parity"),
    "a clinic that takes patients": Fault(CLINIC, put("MedicalClinic", "isAcceptingNewPatients", True), "parity"),
    "hours without an opening": Fault(CLINIC, drop("MedicalClinic", "openingHoursSpecification", 0, "opens"), "parity"),
    "a closed day as open round the clock": Fault(CLINIC, special_day("closes", "23:59"), "parity"),
    "a special day that never ends": Fault(CLINIC, special_day("validThrough", "2099-12-31"), "parity"),
    "a night that ends at midnight": Fault(CLINIC, overnight("closes", "23:59"), "parity"),
    "hours on another day": Fault(
        CLINIC, put("MedicalClinic", "openingHoursSpecification", 0, "dayOfWeek", "https://schema.org/Sunday"), "parity"
    ),
    "another question": Fault(FAQ, put("FAQPage", "mainEntity", 0, "name", "Is it free?"), "parity"),
    "another answer": Fault(FAQ, put("FAQPage", "mainEntity", 0, "acceptedAnswer", "text", "<p>Yes.</p>"), "parity"),
    "a question less": Fault(FAQ, drop("FAQPage", "mainEntity", 0), "parity"),
    "a second FAQPage": Fault(
        FAQ,
        lambda graph: graph["@graph"].append({**node(graph, "FAQPage"), "@id": "https://www.example.org/faqs/#two"}),
        "parity",
    ),
    "another contact": Fault(HOME, put("Organization", "contactPoint", "telephone", "+19515550199"), "parity"),
    "a profile of somebody else": Fault(HOME, put("Organization", "sameAs", 0, "https://example.org/@else"), "parity"),
}


def reviewer(graph: Json) -> Json:
    wanted = node(graph, "MedicalWebPage")["reviewedBy"]["@id"]
    return next(found for found in graph["@graph"] if found["@id"] == wanted)


def rename_answer(faq_page: Json) -> None:
    question = faq_page["mainEntity"][0]
    question["answer"] = question.pop("acceptedAnswer")
