"""What is written without a signal is seen all the same: bulk actions, scripts, SQL."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag, TaggedItem
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from api.snapshots import bulk_writes
from api.snapshots.bypass import store_bypassed
from api.snapshots.models import StaleMark
from api.snapshots.version import current_version
from media.models import ClinicDocument, ClinicImage, ImageTranslation
from pages.models import ArticlePage, ClinicPage, FaqItem, Person, Topic
from tests.freshness.world import World

pytestmark = pytest.mark.django_db

LISTINGS = ("pages/?limit=100&fields=*", "images/?limit=100&fields=*", "documents/?limit=100", "faqs/?fields=*")
LISTINGS += ("people/?fields=*", "topics/", "clinics/?fields=*", "site/", "redirects/")
DETAILS = {"pages": Page, "images": ClinicImage, "documents": ClinicDocument, "faqs": FaqItem, "people": Person}


class Visitor:
    """Asks for everything, and says what is not as the serializers would make it now."""

    def __init__(self) -> None:
        self.client = Client()
        self.paths = [*LISTINGS]
        for name, model in DETAILS.items():
            self.paths += [f"{name}/{pk}/" for pk in model.objects.order_by("pk").values_list("pk", flat=True)]
        self.paths += [f"pages/find/?html_path=/articles/{page.slug}/" for page in ArticlePage.objects.all()]

    def look(self) -> dict[str, tuple[int, bytes]]:
        answers = {path: self.client.get(f"/api/v2/{path}") for path in self.paths}
        return {path: (answer.status_code, answer.content) for path, answer in answers.items()}

    def stale(self) -> list[str]:
        now = self.look()
        with store_bypassed():
            right = self.look()
        return [path for path in self.paths if now[path] != right[path]]


def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def move_collection_by_itself() -> None:
    """As ``Collection.move()`` outside of the admin does."""
    parent, inner = private_collection(), Collection.get_first_root_node().add_child(name="Inner")
    ClinicImage.objects.update(collection=inner)
    Collection.objects.get(pk=inner.pk).move(Collection.objects.get(pk=parent.pk), "sorted-child")


def restrict_by_sql() -> None:
    collection = Collection.get_first_root_node().add_child(name="By SQL")
    ClinicDocument.objects.update(collection=collection)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wagtailcore_collectionviewrestriction (collection_id, restriction_type, password) "
            "VALUES (%s, 'login', '')",
            [collection.pk],
        )


def run_sql(statement: str):
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def bulk_update_people() -> None:
    people = list(Person.objects.all())
    for person in people:
        person.name = f"{person.name}, renamed"
    Person.objects.bulk_update(people, ["name"])


def delete_raw(queryset):
    return queryset._raw_delete(queryset.db)


WRITES = {
    "images are moved to a private collection": lambda: ClinicImage.objects.update(collection=private_collection()),
    "documents are moved to a private collection": lambda: ClinicDocument.objects.update(
        collection=private_collection().pk
    ),
    "titles are changed": lambda: ArticlePage.objects.update(title="Changed in bulk", summary="All the same"),
    "pages are taken offline": lambda: Page.objects.filter(depth__gt=2).update(live=False),
    "pages are taken offline by a filter that they match no more": lambda: Page.objects.filter(
        live=True, slug="articles"
    ).update(live=False),
    "a page is renamed": lambda: Page.objects.filter(slug="articles").update(slug="texts", url_path="/clinic-home/t/"),
    "pages expire": lambda: Page.objects.filter(slug="articles").update(expire_at="2020-01-01T00:00:00Z"),
    "people are changed by bulk_update": bulk_update_people,
    "snippets are hidden": lambda: FaqItem.objects.update(live=False),
    "an alternative text comes into being": lambda: ImageTranslation.objects.bulk_create(
        ImageTranslation(image=image, locale_id=FaqItem.objects.first().locale_id, alt_text="In bulk")
        for image in ClinicImage.objects.all()
    ),
    "a telephone number is changed": lambda: ClinicPage.objects.get().telephones.model.objects.update(label="Bulk"),
    "a telephone number is removed": lambda: delete_raw(ClinicPage.objects.get().telephones.model.objects.all()),
    "a page is restricted by bulk_create": lambda: PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=Page.objects.get(slug="articles"), restriction_type="login")]
    ),
    "a restriction is deleted": lambda: delete_raw(PageViewRestriction.objects.all()),
    "a restriction is lifted": lambda: PageViewRestriction.objects.update(restriction_type="none"),
    "collections are moved": move_collection_by_itself,
    "the tree is mended": lambda: Page.fix_tree(),
    "tags are merged": lambda: TaggedItem.objects.update(tag=Tag.objects.create(name="Merged")),
    "redirects are imported": lambda: Redirect.objects.bulk_create(
        [Redirect(old_path="/imported", redirect_link="/articles/")]
    ),
    "a host is renamed": lambda: Site.objects.filter(is_default_site=True).update(hostname="renamed.example"),
    "topics are attached": lambda: FaqItem.topics.through.objects.bulk_create(
        FaqItem.topics.through(faqitem_id=question.pk, topic_id=Topic.objects.create(name="New", slug="new").pk)
        for question in FaqItem.objects.all()[:1]
    ),
    "topics are taken away": lambda: FaqItem.topics.through.objects.all().delete(),
    "orders are changed": lambda: FaqItem.objects.update(question=F("question")),
    "SQL changes a title": run_sql("UPDATE wagtailcore_page SET title = 'By SQL' WHERE depth > 2"),
    "SQL in small letters, with a comment first": run_sql("/* x */ update wagtailcore_page set title = 'By SQL'"),
    "SQL takes a page offline in a common table expression": run_sql(
        "WITH chosen AS (SELECT 'articles' AS slug) UPDATE wagtailcore_page SET live = false "
        "WHERE slug IN (SELECT slug FROM chosen)"
    ),
    "SQL restricts a collection": restrict_by_sql,
}


@pytest.fixture
def world():
    world = World()
    world.images()[0].tags.add("calm")
    return world


@pytest.mark.parametrize("most", [bulk_writes.MOST, 0], ids=["few rows", "many rows"])
def test_no_answer_is_stale_after_any_write_without_a_signal(world, monkeypatch, most):
    monkeypatch.setattr(bulk_writes, "MOST", most)
    visitor = Visitor()
    assert visitor.stale() == []
    faults = {}
    for name, write in WRITES.items():
        with transaction.atomic():
            write()
            if stale := visitor.stale():
                faults[name] = stale
            transaction.set_rollback(True)
    assert faults == {}
    assert visitor.stale() == []


@pytest.mark.parametrize("model", [ClinicImage, ClinicDocument])
def test_what_staff_add_to_a_private_collection_in_bulk_is_gone_from_all_answers(world, model):
    """As they do in the admin, by the form of the bulk action."""
    visitor, collection = Visitor(), private_collection()
    visitor.look()
    staff = Client()
    staff.force_login(world.user)
    name = model._meta
    address = reverse("wagtail_bulk_action", args=[name.app_label, name.model_name, "add_to_collection"])
    chosen = "&".join(f"id={pk}" for pk in model.objects.values_list("pk", flat=True))
    answer = staff.post(f"{address}?{chosen}", {"collection": collection.pk})
    assert answer.status_code == 302, answer.content
    assert set(model.objects.values_list("collection", flat=True)) == {collection.pk}
    assert visitor.stale() == []
    for pk in model.objects.values_list("pk", flat=True):
        name = "images" if model is ClinicImage else "documents"
        assert visitor.client.get(f"/api/v2/{name}/{pk}/").status_code == 404


@pytest.mark.parametrize("change", ["rename", "move"])
def test_a_section_is_marked_once_however_often_its_pages_are_written(world, monkeypatch, change):
    monkeypatch.setattr(bulk_writes, "MOST", 0)
    section = ArticlePage.objects.first().get_parent().specific
    visitor = Visitor()
    visitor.look()
    StaleMark.objects.all().delete()
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        if change == "rename":
            section.slug = "renamed"
            section.save_revision().publish()
        else:
            elsewhere = section.get_parent().add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
            section.move(elsewhere, "last-child")
    marks = [query["sql"] for query in queries if query["sql"].startswith(f'INSERT INTO "{StaleMark._meta.db_table}"')]
    assert len([sql for sql in marks if "LIKE" in sql]) == 1
    assert not visitor.stale()


def test_search_finds_the_words_that_were_written_in_bulk(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePage.objects.update(title="Quokkas in bulk")
    found = Client().get("/api/v2/search/?q=quokkas").json()
    assert {item["title"] for item in found["items"]} == {"Quokkas in bulk"}


def test_what_no_answer_shows_marks_nothing(world):
    call_command("snapshots", "rebuild", verbosity=0)
    version = current_version(connection.alias)
    Page.objects.update(numchild=F("numchild"), latest_revision_created_at=None, draft_title="x")
    ClinicImage.objects.none().update(title="nobody")
    assert not StaleMark.objects.exists()
    assert current_version(connection.alias) == version


def test_a_save_is_marked_by_its_signal_alone(world, monkeypatch):
    """Else each save would mark everything."""
    call_command("snapshots", "rebuild", verbosity=0)
    person = Person.objects.get()
    person.name = "Another name"
    person.save()
    marked = set(StaleMark.objects.values_list("snapshot__model", flat=True))
    assert "clinic_pages.person" in marked
    assert "clinic_media.clinicdocument" not in marked


def test_django_still_sends_its_signals_and_returns_what_it_returns(world):
    seen = []
    post_save.connect(lambda instance, **kwargs: seen.append(instance), sender=Topic, weak=False, dispatch_uid="seen")
    try:
        locale = Topic.objects.first().locale
        topics = [Topic(name=name, slug=name.lower(), locale=locale) for name in ("A", "B")]
        created = Topic.objects.bulk_create(topics)
        assert [topic.name for topic in created] == ["A", "B"]
        assert Topic.objects.filter(slug__in=["a", "b"]).update(name="C") == 2
        assert seen == []
        Topic.objects.create(name="D", slug="d")
        assert len(seen) == 1
    finally:
        post_save.disconnect(sender=Topic, dispatch_uid="seen")
