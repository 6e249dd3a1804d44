"""Aliases of drafts: converted, published with their original, copied, translated."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from pages.models import ArticleAuthor, ArticlePage, Citation
from tests.kept import kept
from tests.pages.factories import PersonFactory, TopicFactory, make_article


@kept
def draft(articles):
    """A draft whose rows stand in its newest revision alone."""
    article = make_article(articles, title="Sleep", live=False)
    article.author_rows = [ArticleAuthor(person=PersonFactory())]
    article.citations = [Citation(title=title, publisher="A journal") for title in ("A study", "Another study")]
    article.topics = [TopicFactory()]
    article.title = "Sleeping well"
    article.save_revision()
    return ArticlePage.objects.get(pk=article.pk)


def words(page):
    return (
        page.title,
        [row.person_id for row in page.author_rows.all()],
        [row.title for row in page.citations.all()],
        [topic.pk for topic in page.topics.all()],
    )


def convert(client, alias):
    response = client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert response.status_code == 302
    return ArticlePage.objects.get(pk=alias.pk)


@pytest.mark.parametrize("chained", [False, True])
def test_a_converted_alias_of_a_draft_keeps_its_rows(admin_client, draft, chained):
    alias = draft.create_alias(update_slug="alias")
    if chained:
        alias = alias.create_alias(update_slug="alias-of-alias")
    converted = convert(admin_client, alias)
    assert words(converted.get_latest_revision_as_object()) == words(draft.get_latest_revision_as_object())
    converted.latest_revision.publish()
    published = ArticlePage.objects.get(pk=alias.pk)
    assert words(published) == words(draft.get_latest_revision_as_object())
    assert published.slug == alias.slug
    assert published.url_path == alias.url_path
    assert words(ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()) == words(published)
    assert published.author_rows.get().pk not in ArticleAuthor.objects.exclude(article=published).values_list("pk")


def test_a_converted_alias_of_what_is_live_stays_as_readers_see_it(admin_client, draft):
    draft.latest_revision.publish()
    alias = ArticlePage.objects.get(pk=draft.pk).create_alias(update_slug="alias")
    later = ArticlePage.objects.get(pk=draft.pk)
    later.title = "A later draft"
    later.save_revision()
    converted = convert(admin_client, alias)
    assert converted.live
    assert converted.get_latest_revision_as_object().title == "Sleeping well"
    assert converted.live_revision == converted.latest_revision


def test_aliases_are_published_for_the_first_time_when_their_original_is(draft):
    alias = draft.create_alias(update_slug="alias")
    below = alias.create_alias(update_slug="alias-of-alias")
    draft.latest_revision.publish()
    draft.refresh_from_db()
    for page in (alias, below):
        page = ArticlePage.objects.get(pk=page.pk)
        assert page.live
        assert page.first_published_at == draft.first_published_at
        assert page.last_published_at == draft.last_published_at


def test_an_alias_keeps_the_day_of_its_first_publication(draft):
    alias = draft.create_alias(update_slug="alias")
    draft.latest_revision.publish()
    first = ArticlePage.objects.get(pk=alias.pk).first_published_at
    assert first is not None
    ArticlePage.objects.get(pk=draft.pk).save_revision().publish()
    alias = ArticlePage.objects.get(pk=alias.pk)
    assert alias.first_published_at == first
    assert alias.last_published_at > first


def test_answers_of_an_alias_name_the_day(get, draft):
    alias = draft.create_alias(update_slug="alias")
    draft.latest_revision.publish()
    assert get(f"pages/{alias.pk}/").json()["meta"]["first_published_at"]


def test_a_tree_of_drafts_is_followed_in_another_language(settings, articles, draft):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    home = articles.get_parent().specific
    home.copy_for_translation(spanish, alias=True)
    articles.copy_for_translation(spanish, alias=True)
    alias = draft.copy_for_translation(spanish, alias=True)
    draft.latest_revision.publish()
    published = ArticlePage.objects.get(pk=alias.pk)
    assert words(published) == words(ArticlePage.objects.get(pk=draft.pk))
    assert published.first_published_at is not None
