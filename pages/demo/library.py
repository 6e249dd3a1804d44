from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from media.models import ClinicDocument, ClinicImage

from ..models import ArticlePage, ClinicPage, FaqItem, Person, Service, Topic


@dataclass
class Library:
    """What the demo has created so far, by the keys of its content."""

    images: dict[str, ClinicImage] = field(default_factory=dict)
    documents: dict[str, ClinicDocument] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    faqs: dict[str, FaqItem] = field(default_factory=dict)
    clinics: dict[str, ClinicPage] = field(default_factory=dict)
    articles: dict[str, ArticlePage] = field(default_factory=dict)

    def find(self, model: type[Model], key: str) -> Any:
        """The object of ``model`` with a key.

        :raises LookupError: if the demo has not created one.
        """
        found = (made[key] for made in vars(self).values() if isinstance(made.get(key), model))
        try:
            return next(found)
        except StopIteration:
            raise LookupError(f"The demo has no {model._meta.verbose_name} “{key}”.") from None
