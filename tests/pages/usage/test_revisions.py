"""Before something is deleted, staff see which drafts, scheduled and earlier versions refer to it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from pages.models import ArticleAuthor, FaqItem, Person, RevisionReference, Topic
from pages.usage.revision_index import index_all_revisions
from pages.usage.revisions import State, revisions_naming
from tests.kept import kept
from tests.media.factories import DocumentFactory, ImageFactory
from tests.migrating import migrated_back
from tests.pages.factories import FaqItemFactory, PersonFactory, TopicFactory, full_body, make_article, make_clinic


@kept
def article(articles):
    return make_article(articles, title="Sleep")


def words(response: Any) -> str:
    assert response.status_code == 200
    (found,) = BeautifulSoup(response.content, "html.parser").select("[data-revisions-here]")
    return " ".join(found.get_text().split())


def named_by(article: Any, person: Person) -> None:
    article.medical_reviewer, article.last_reviewed = person, datetime.date(2026, 1, 1)


def test_a_draft_that_names_a_person_is_counted_before_the_person_is_deleted(admin_client, article):
    person = PersonFactory()
    named_by(article, person)
    article.save_revision()
    for url in (
        reverse(Person.snippet_viewset.get_url_name("delete"), args=[person.pk]),
        reverse("wagtail_bulk_action", args=["clinic_pages", "person", "delete"]) + f"?id={person.pk}",
        reverse(Person.snippet_viewset.get_url_name("usage"), args=[person.pk]),
    ):
        response = admin_client.get(url)
        assert "Sleep (Article): draft" in words(response), url
    assert "is referenced 1 time" in " ".join(admin_client.get(url.replace("usage", "delete")).content.decode().split())


def test_scheduled_drafted_and_earlier_versions_are_told_apart(admin_user, articles):
    person = PersonFactory()
    for state in State:
        one = make_article(articles, title=state.name)
        if state is State.SCHEDULED:
            one.go_live_at = timezone.now() + datetime.timedelta(days=1)
        one.author_rows = [ArticleAuthor(person=person)]
        revision = one.save_revision()
        if state is State.SCHEDULED:
            revision.publish()
        if state is State.EARLIER:
            type(one).objects.get(pk=one.pk).save_revision()
    found = revisions_naming(person, admin_user)
    assert [(source.title, source.state) for source in found.shown] == [
        ("SCHEDULED", "scheduled version"),
        ("DRAFT", "draft"),
        ("EARLIER", "1 earlier version"),
    ]


def test_what_is_live_is_not_counted_twice(admin_user, article):
    person = PersonFactory()
    named_by(article, person)
    article.save_revision().publish()
    assert revisions_naming(person, admin_user).count == 0
    article = type(article).objects.get(pk=article.pk)
    article.save_revision()
    assert revisions_naming(person, admin_user).unpublished_only == 0


@pytest.mark.parametrize("make", [ImageFactory, DocumentFactory, TopicFactory, FaqItemFactory])
def test_relations_to_many_and_choices_in_blocks_count(admin_user, articles, clinics, article, make):
    target = make()
    article.body = full_body(articles, make_clinic(clinics))
    article.topics = [target] if isinstance(target, Topic) else []
    raw = [dict(block) for block in article.body.raw_data]
    for block in raw:
        if block["type"] == "image" and make is ImageFactory:
            block["value"]["image"] = target.pk
        if block["type"] == "document_download" and make is DocumentFactory:
            block["value"]["document"] = target.pk
        if block["type"] == "faq_section" and make is FaqItemFactory:
            block["value"]["items"][0]["value"] = target.pk
    article.body = raw
    article.save_revision()
    assert [source.title for source in revisions_naming(target, admin_user).shown] == ["Sleep"]


def test_a_page_counts_with_the_pages_below_it_and_without_their_own_versions(admin_user, home, articles, article):
    question = FaqItemFactory()
    question.answer = f'<p><a linktype="page" id="{article.pk}">Read on</a></p>'
    question.save_revision()
    article.body = [{"type": "rich_text", "value": f'<p><a linktype="page" id="{articles.pk}">Up</a></p>'}]
    article.save_revision()
    articles.refresh_from_db()
    assert [source.title for source in revisions_naming(articles, admin_user).shown] == [question.question]


def test_titles_of_what_one_may_not_edit_are_not_told(article):
    person = PersonFactory()
    named_by(article, person)
    article.save_revision()
    user = get_user_model().objects.create_user("nobody")
    user.groups.add(Group.objects.create(name="Guests"))
    (source,) = revisions_naming(person, user).shown
    assert (source.title, source.url) == ("(you cannot edit this)", None)


def test_an_overwritten_revision_counts_for_what_it_says_now(admin_user, article):
    person = PersonFactory()
    named_by(article, person)
    revision = article.save_revision()
    article.medical_reviewer = None
    article.save_revision(overwrite_revision=revision)
    assert revisions_naming(person, admin_user).count == 0


def test_revisions_from_before_are_recorded_by_migrate(admin_user, article):
    person = PersonFactory()
    named_by(article, person)
    article.save_revision()
    RevisionReference.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert revisions_naming(person, admin_user).count == 1
    assert index_all_revisions() > 0
    assert revisions_naming(person, admin_user).count == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_migrations_are_undone_where_there_are_revisions():
    Revision.objects.create(
        content_type=ContentType.objects.get_for_model(FaqItem), object_id="1", created_at=timezone.now(), content={}
    )
    with migrated_back("clinic_pages", "0003_canonical_address_of_the_web"):
        assert RevisionReference._meta.db_table not in connection.introspection.table_names()
    assert not RevisionReference.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_revisions(admin_user, articles, article):
    person = PersonFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            revisions_naming(person, admin_user)
        return len(captured)

    named_by(article, person)
    article.save_revision()
    few = queries()
    for number in range(5):
        other = make_article(articles, title=f"Other {number}")
        named_by(other, person)
        other.save_revision()
        other.save_revision()
    assert queries() <= few + 1
