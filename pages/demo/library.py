from __future__ import annotations

from dataclasses import dataclass, field

from media.models import ClinicDocument, ClinicImage

from ..models import ArticlePage, ClinicPage, FaqItem, Person, Service, Topic


@dataclass
class Library:
    """What the demo has made so far, by the keys of its content."""

    images: dict[str, ClinicImage] = field(default_factory=dict)
    documents: dict[str, ClinicDocument] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    faqs: dict[str, FaqItem] = field(default_factory=dict)
    clinics: dict[str, ClinicPage] = field(default_factory=dict)
    articles: dict[str, ArticlePage] = field(default_factory=dict)
