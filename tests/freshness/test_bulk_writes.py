"""What is written without a signal is seen all the same: bulk actions, scripts, SQL."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from freezegun import freeze_time
from taggit.models import Tag, TaggedItem
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from api.dependencies.bookkeeping import matters
from api.dependencies.ownership import declared_names
from api.routing import journal
from api.routing.models import RouteChange
from api.snapshots import bulk_writes, clock
from api.snapshots.bypass import store_bypassed
from api.snapshots.models import StaleMark
from api.snapshots.version import current_version
from media.models import ClinicDocument, ClinicImage, ImageTranslation
from pages.models import ArticleIndexPage, ArticlePage, ClinicPage, FaqItem, FaqPage, Person, Topic
from tests.freshness.replica import Replica
from tests.freshness.world import World
from tests.kept import kept

pytestmark = pytest.mark.django_db

LISTINGS = ("pages/?limit=100&fields=*", "images/?limit=100&fields=*", "documents/?limit=100", "faqs/?fields=*")
LISTINGS += ("people/?fields=*", "topics/", "clinics/?fields=*", "site/", "redirects/")
DETAILS = {"pages": Page, "images": ClinicImage, "documents": ClinicDocument, "faqs": FaqItem, "people": Person}


class Visitor:
    """Asks for everything, and says what is not as the serializers would make it now."""

    def __init__(self, *, listings_alone: bool = False) -> None:
        self.client = Client()
        self.paths = [*LISTINGS]
        if listings_alone:
            return
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


HIDE = "UPDATE wagtailcore_page SET live = false WHERE slug = 'faq'"
SEVERAL_STATEMENTS = {
    "SQL after a setting": run_sql(f"SET statement_timeout = 0; {HIDE}"),
    "SQL after a read": run_sql(f"SELECT 1; {HIDE}"),
    "SQL that is explained": run_sql(f"EXPLAIN ANALYZE {HIDE}"),
    "SQL that was prepared": run_sql(f"PREPARE hide AS {HIDE}; EXECUTE hide; DEALLOCATE hide"),
}
if connection.vendor != "postgresql":  # SQLite runs one statement at a time.
    SEVERAL_STATEMENTS = {}

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
    "SQL in capital letters": run_sql("UPDATE WAGTAILCORE_PAGE SET TITLE = 'By SQL'"),
    **SEVERAL_STATEMENTS,
}


def articles():
    return Page.objects.filter(url_path="/clinic-home/articles/")


def below_articles():
    return Page.objects.filter(path__startswith=articles().get().path)


def restrict(kind="login"):
    return PageViewRestriction.objects.create(page=articles().get(), restriction_type=kind)


def rename(slug="texts"):
    """As a script that mends addresses does."""
    old, new = articles().get().url_path, f"/clinic-home/{slug}/"
    pks = list(below_articles().values_list("pk", flat=True))
    articles().update(slug=slug)
    Page.objects.filter(pk__in=pks).update(url_path=Concat(Value(new), Substr("url_path", len(old) + 1)))


def bulk_rename():
    pages = list(below_articles())
    for page in pages:
        page.url_path = page.url_path.replace("/articles/", "/texts/")
    Page.objects.bulk_update(pages, ["url_path"], batch_size=1)


def page_paths():
    return [f"pages/{pk}/" for pk in Page.objects.values_list("pk", flat=True)]


def nothing():
    pass


LONG_AGO, LATER = "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"
# What comes before a write, and the write.
MOVES = {
    "pages go offline": (nothing, lambda: below_articles().update(live=False)),
    "pages come online": (lambda: below_articles().update(live=False), lambda: below_articles().update(live=True)),
    "a page expires": (nothing, lambda: articles().update(expire_at=LONG_AGO)),
    "a page expires by a save": (nothing, lambda: save(articles().get(), expire_at=LONG_AGO)),
    "a page expires no more": (
        lambda: articles().update(expire_at=LONG_AGO),
        lambda: articles().update(expire_at=LATER),
    ),
    "pages get other addresses": (nothing, rename),
    "pages get other addresses by bulk_update": (nothing, bulk_rename),
    "a restriction is made": (
        nothing,
        lambda: PageViewRestriction.objects.bulk_create([PageViewRestriction(page=articles().get())]),
    ),
    "a restriction is deleted": (restrict, lambda: delete_raw(PageViewRestriction.objects.all())),
    "a restriction is lifted": (restrict, lambda: PageViewRestriction.objects.update(restriction_type="none")),
    "a restriction begins": (
        lambda: restrict("none"),
        lambda: PageViewRestriction.objects.update(restriction_type="login"),
    ),
    "a restriction is moved": (restrict, lambda: PageViewRestriction.objects.update(page=ClinicPage.objects.get())),
    "a site gets another root": (
        nothing,
        lambda: Site.objects.filter(is_default_site=True).update(root_page=articles().get()),
    ),
    "a site begins below another": (
        nothing,
        lambda: Site.objects.bulk_create([Site(hostname="new.example", root_page=articles().get())]),
    ),
    "a site ends": (
        lambda: Site.objects.create(hostname="new.example", root_page=articles().get()),
        lambda: delete_raw(Site.objects.filter(hostname="new.example")),
    ),
    "a language has another code": (
        nothing,
        lambda: Locale.objects.filter(language_code="es").update(language_code="es-mx"),
    ),
    "a language is saved with another code": (
        nothing,
        lambda: save(Locale.objects.get(language_code="es"), language_code="es-mx"),
    ),
    "SQL takes pages offline": (nothing, run_sql("UPDATE wagtailcore_page SET live = false WHERE slug = 'faq'")),
    **{name: (nothing, write) for name, write in SEVERAL_STATEMENTS.items()},
    "SQL brings pages online": (
        lambda: Page.objects.filter(slug="faq").update(live=False),
        run_sql("UPDATE wagtailcore_page SET live = true WHERE slug = 'faq'"),
    ),
    "SQL restricts a page": (
        nothing,
        run_sql(
            "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password) "
            "SELECT id, 'login', '' FROM wagtailcore_page WHERE url_path = '/clinic-home/articles/'"
        ),
    ),
    "SQL gives a site another root": (
        nothing,
        run_sql(
            "UPDATE wagtailcore_site SET root_page_id = wagtailcore_page.id FROM wagtailcore_page "
            "WHERE is_default_site AND url_path = '/clinic-home/articles/'"
        ),
    ),
}


def replace_article():
    """By a page of another type, at the same path."""
    article = ArticlePage.objects.filter(locale__language_code="en").first()
    parent, slug = article.get_parent(), article.slug
    article.delete()
    Page.objects.get(pk=parent.pk).add_child(instance=ArticleIndexPage(title="In its place", slug=slug))


def in_language(code):
    return Locale.objects.get(language_code=code)


def a_page():
    return Page.objects.filter(slug="faq")


# Of each, what happens one after the other.
CHANGES = {
    "a page of another type": [replace_article],
    "another language, saved": [
        lambda: save(FaqPage.objects.get(), locale=in_language("es")),
        lambda: save(FaqPage.objects.get(), locale=in_language("en")),
    ],
    "another language, in bulk": [
        lambda: a_page().update(locale=in_language("es")),
        lambda: a_page().update(locale=in_language("en")),
    ],
    "another site with the same root": [
        lambda: Site.objects.create(hostname="zzz.example", root_page=Site.objects.get(is_default_site=True).root_page),
        lambda: [save(site, is_default_site=not site.is_default_site) for site in same_roots()],
        lambda: [save(site, is_default_site=not site.is_default_site) for site in same_roots()],
        lambda: Site.objects.filter(hostname="zzz.example").update(hostname="aaa.example"),
        lambda: Site.objects.update(is_default_site=False),
    ],
}


def same_roots():
    """The two sites with one root, the default one first."""
    root = Site.objects.get(hostname="zzz.example").root_page
    return Site.objects.filter(root_page=root).order_by("-is_default_site")


def save(instance, **values):
    for name, value in values.items():
        setattr(instance, name, parse_datetime(value) if name.endswith("_at") else value)
    instance.save()


@kept
def world():
    world = World()
    world.images()[0].tags.add("calm")
    return world


@pytest.mark.parametrize("most", [bulk_writes.MOST, 0], ids=["few rows", "many rows"])
def test_no_answer_is_stale_after_any_write_without_a_signal(world, monkeypatch, most):
    monkeypatch.setattr(bulk_writes, "MOST", most)
    # Many rows are marked coarsely; listings send the same snapshots as details, and show what was missed.
    visitor = Visitor(listings_alone=most == 0)
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


def follow(replica, changes, monkeypatch):
    """Which paths the replica has after each of these changes; it asks for more ten minutes later."""
    monkeypatch.setattr(journal, "now_ms", clock.now_ms)
    paths = []
    with freeze_time("2026-03-01 09:00:00") as now:
        for change in changes:
            change()
            journal.date()
            now.tick(datetime.timedelta(minutes=10))
            replica.poll()
            replica.compare({path: replica.client.get(f"/api/v2/{path}").content for path in page_paths()})
            paths.append(set(replica.pages))
            now.tick(datetime.timedelta(minutes=10))
    return paths


@kept
def built_world(world):
    """With a page in two languages, and everything stored before the time of ``follow``."""
    world.translate(0)
    with freeze_time("2026-03-01 08:50:00"):
        call_command("snapshots", "rebuild", verbosity=0)
    return world


@pytest.mark.parametrize("name", MOVES)
def test_who_asks_for_changes_hears_of_every_page_that_comes_or_goes_without_a_signal(built_world, monkeypatch, name):
    """A static site has built all pages once, and does no more from then on than ``changed_since`` says."""
    before, after = follow(Replica(Client()), MOVES[name], monkeypatch)
    assert before != after


@pytest.mark.parametrize("asked", [{"type": "clinic_pages.ArticlePage"}, {"locale": "en"}], ids=["type", "language"])
@pytest.mark.parametrize("name", CHANGES)
def test_who_asks_for_a_type_or_a_language_alone_hears_of_what_takes_its_place(built_world, monkeypatch, name, asked):
    follow(Replica(Client(), site="www.clinic.example", **asked), [nothing, *CHANGES[name]], monkeypatch)


@pytest.mark.parametrize("change", ["rename", "move", "reorder"])
def test_what_signals_tell_is_told_once(world, change):
    """Wagtail renames and moves a section by signals for the page, and statements for all below it."""
    section = ArticlePage.objects.first().get_parent().specific
    elsewhere = section.get_parent().add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    RouteChange.objects.all().delete()
    below = section.get_descendants(inclusive=True).count()
    if change == "rename":
        section.slug = "renamed"
        section.save_revision().publish()
    else:
        section.move(elsewhere, "last-child" if change == "move" else "right")
    assert RouteChange.objects.count() == (0 if change == "reorder" else below)


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


@pytest.mark.parametrize("model", [ArticlePage, Person])
def test_a_draft_that_is_saved_marks_nothing(world, model):
    """An editor that saves itself every few seconds leaves what is stored and remembered as it is."""
    call_command("snapshots", "rebuild", verbosity=0)
    version = current_version(connection.alias)
    instance = model.objects.first()
    name = "title" if model is ArticlePage else "name"
    setattr(instance, name, "A title that nobody has published")
    revision = instance.save_revision()
    assert not StaleMark.objects.exists()
    assert current_version(connection.alias) == version
    revision.publish()
    assert StaleMark.objects.exists()
    assert current_version(connection.alias) != version


def test_a_draft_is_a_change_where_an_answer_shows_it(world, monkeypatch):
    monkeypatch.setattr(ArticlePage, "api_fields", [*ArticlePage.api_fields, "latest_revision"])
    declared_names.cache_clear()
    try:
        assert matters(ArticlePage, ["latest_revision", "draft_title"])
        assert not matters(ArticlePage, ["draft_title", "locked_by"])
    finally:
        declared_names.cache_clear()


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
