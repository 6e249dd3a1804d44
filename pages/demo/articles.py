from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from ..models import ArticleAuthor, ArticleIndexPage, ArticlePage, Citation, Person, RelatedArticle, Topic
from . import content
from .blocks import stream
from .library import Library

SCHEDULED_IN = datetime.timedelta(days=30)
PLAIN_FIELDS = ["title", "summary", "seo_title", "search_description", "last_reviewed", "next_review_due"]


def make_articles(index: ArticleIndexPage, library: Library) -> None:
    """The articles as drafts without text, so that they can refer to each other."""
    for key, entry in content.articles().items():
        if "translation_of" not in entry:
            fields = {name: entry[name] for name in PLAIN_FIELDS}
            article = ArticlePage(slug=key, live=False, **fields)
            article.medical_reviewer = library.people[entry["medical_reviewer"]]
            index.add_child(instance=article)
            library.articles[key] = article


def finish_articles(library: Library) -> None:
    """Add their texts and rows; then publish, schedule or restrict each, or leave it a draft."""
    for key, entry in content.articles().items():
        if key in library.articles:
            _fill(library.articles[key], entry, library)
            _release(library.articles[key], entry)


def translate_articles(index: ArticleIndexPage, locale: Locale, library: Library) -> None:
    """Translate the articles that the content has in another language."""
    for key, entry in content.articles().items():
        if "translation_of" in entry:
            article = library.articles[entry["translation_of"]].copy_for_translation(locale)
            article.slug = key
            for name in PLAIN_FIELDS:
                setattr(article, name, entry[name])
            _fill(article, entry, library)
            article.topics = [topic for topic in _translated_topics(entry, locale, library) if topic is not None]
            article.medical_reviewer = _in_language(article.medical_reviewer, locale)
            for row in article.author_rows.all():
                row.person = _in_language(row.person, locale)
            _release(article, entry)


def _in_language(person: Person, locale: Locale) -> Person:
    return person.get_translation_or_none(locale) or person


def _fill(article: ArticlePage, entry: dict[str, Any], library: Library) -> None:
    article.hero_image = library.images[entry["hero_image"]]
    article.body = stream(entry["body"], library)
    article.author_rows = [
        ArticleAuthor(sort_order=order, person=library.people[key]) for order, key in enumerate(entry["authors"])
    ]
    article.related_rows = [
        RelatedArticle(sort_order=order, page=library.articles[key])
        for order, key in enumerate(entry.get("related_pages") or [])
    ]
    article.citations = [Citation(sort_order=order, **row) for order, row in enumerate(entry.get("citations") or [])]
    article.topics = [library.topics[key] for key in entry["topics"]]


def _release(article: ArticlePage, entry: dict[str, Any]) -> None:
    status = entry.get("status", "live")
    if status == "scheduled":
        article.go_live_at = timezone.now() + SCHEDULED_IN
    elif status != "draft":
        day = datetime.datetime.combine(entry["last_reviewed"], datetime.time(9), tzinfo=datetime.UTC)
        article.first_published_at = day + datetime.timedelta(days=2)
    article.full_clean()
    article.body.stream_block.clean(article.body)
    revision = article.save_revision()
    if status == "private":
        PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    if status != "draft":
        revision.publish()


def _translated_topics(entry: dict[str, Any], locale: Locale, library: Library) -> list[Topic | None]:
    return [library.topics[key].get_translation_or_none(locale) for key in entry["topics"]]
