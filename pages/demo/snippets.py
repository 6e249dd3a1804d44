from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale

from ..models import Credential, FaqItem, Person, ProfileUrl, Service, Topic
from ..models.snippet import Snippet
from ..rich_text_features import SHORT_TEXT_FEATURES
from . import content
from .blocks import rich_text
from .images import make_portrait
from .library import Library


def make_snippets(library: Library, spanish: Locale) -> None:
    """Create topics, services, people and FAQs, with their translations."""
    for entry in content.load("topics"):
        library.topics[entry["key"]] = _make_named(Topic, entry, spanish)
    for entry in content.load("services"):
        library.services[entry["key"]] = _make_named(Service, entry, spanish)
    for number, entry in enumerate(content.load("people")):
        library.people[entry["key"]] = _make_person(entry, number, library, spanish)
    for entry in content.load("faqs"):
        library.faqs[entry["key"]] = _make_question(entry, library, spanish)


def publish(snippet: Any) -> Any:
    """Save a new snippet with a revision, and publish that, as the admin does."""
    snippet.full_clean(exclude=["locale", "translation_key"])
    snippet.save()
    snippet.save_revision().publish()
    return snippet


def _make_named(model: type[Snippet], entry: dict[str, Any], spanish: Locale) -> Any:
    snippet = publish(model(name=entry["name"], slug=entry["key"], description=entry["description"]))
    _translate(snippet, spanish, **entry["es"], slug=slugify(entry["es"]["name"]))
    return snippet


def _make_person(entry: dict[str, Any], number: int, library: Library, spanish: Locale) -> Person:
    person = Person(
        name=entry["name"],
        honorific_suffix=entry["honorific_suffix"],
        job_title=entry["job_title"],
        biography=rich_text(entry["biography"], library, SHORT_TEXT_FEATURES),
        photo=make_portrait(entry["name"], entry["key"], number, library, spanish),
        may_review=entry["may_review"],
    )
    person.credentials = [Credential(sort_order=order, **row) for order, row in enumerate(entry["credentials"])]
    person.profile_urls = [ProfileUrl(sort_order=order, url=url) for order, url in enumerate(entry["profile_urls"])]
    publish(person)
    translation = person.copy_for_translation(spanish)
    translation.job_title = entry["es"]["job_title"]
    translation.biography = rich_text(entry["es"]["biography"], library, SHORT_TEXT_FEATURES)
    for credential, kind in zip(translation.credentials.all(), entry["es"]["credentials"], strict=True):
        credential.type = kind
    publish(translation)
    return person


def _make_question(entry: dict[str, Any], library: Library, spanish: Locale) -> FaqItem:
    question = FaqItem(question=entry["question"], answer=rich_text(entry["answer"], library))
    question.topics = [library.topics[key] for key in entry["topics"]]
    publish(question)
    if "es" in entry:
        translation = entry["es"]
        topics = [topic.get_translation_or_none(spanish) or topic for topic in question.topics.all()]
        answer = rich_text(translation["answer"], library)
        _translate(question, spanish, question=translation["question"], answer=answer, topics=topics)
    return question


def _translate(snippet: Snippet, locale: Locale, **fields: Any) -> None:
    translation = snippet.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(translation, name, value)
    publish(translation)
