"""Migrations know streams without their blocks, and lose nothing of their content."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from wagtail import fields
from wagtail.blocks import CharBlock
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import (
    AlterBlockValueOperation,
    RemoveStreamChildrenOperation,
    RemoveStructChildrenOperation,
    RenameStreamChildrenOperation,
)
from wagtail.blocks.migrations.utils import InvalidBlockDefError
from wagtail.models import Page

from pages.models import ArticlePage, Menu
from pages.models.base import BasePage
from pages.stream_field import StreamField
from tests.pages.factories import full_body, make_article, make_clinic

UNKNOWN = {"id": "u1", "type": "carousel", "value": {"slides": [{"type": "item", "id": "s1", "value": 3}]}}
KNOWN_WITH_MORE = {"id": "q1", "type": "quote", "value": {"quote": "Old", "attribution": "A", "year": 1999}}


@pytest.fixture(scope="module")
def state(django_db_setup: None, django_db_blocker: Any) -> ProjectState:
    with django_db_blocker.unblock():
        found = MigrationLoader(connection).project_state()
        found.apps  # noqa: B018  (rendered once for all)
    return found


@pytest.fixture
def article(articles: Page, clinics: Page) -> ArticlePage:
    return make_article(articles, body=full_body(articles, make_clinic(clinics)))


def stored(article: ArticlePage) -> list[dict[str, Any]]:
    """What the column holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM clinic_pages_articlepage WHERE page_ptr_id = %s", [article.pk])
        (body,) = cursor.fetchone()
    return json.loads(body) if isinstance(body, str) else body


def store(article: ArticlePage, body: list[dict[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clinic_pages_articlepage SET body = %s WHERE page_ptr_id = %s", [json.dumps(body), article.pk]
        )
    assert stored(article) == body


def migrate(state: ProjectState, *operations: Any) -> None:
    """Applies a migration with ``operations``, on top of all that there are."""
    migration = migrations.Migration("data", "clinic_pages")
    migration.operations = [*operations]
    migration.apply(state.clone(), connection.schema_editor())


def our_streams() -> list[fields.StreamField]:
    models_of_ours = apps.get_app_config("clinic_pages").get_models()
    return [each for model in models_of_ours for each in model._meta.local_fields if type(each) is StreamField]


def test_no_block_stands_in_a_migration():
    assert len(our_streams()) == 10
    for field in our_streams():
        _, path, args, kwargs = field.deconstruct()
        assert (path, args) == ("pages.stream_field.StreamField", [])
        assert set(kwargs) == {"blank", "verbose_name"}
    plain = [
        field
        for model in apps.get_app_config("clinic_pages").get_models()
        for field in model._meta.local_fields
        if type(field) is fields.StreamField
    ]
    assert plain == []


def test_another_block_needs_no_migration():
    one, two = StreamField([("a", CharBlock())]), StreamField([("a", CharBlock()), ("b", CharBlock())])
    assert one.deconstruct() == two.deconstruct()
    assert list(two.stream_block.child_blocks) == ["a", "b"]


@pytest.mark.django_db
def test_the_migration_that_left_them_out_changes_no_table(state: ProjectState):
    migration = import_module("pages.migrations.0012_streams_without_blocks").Migration("0012", "clinic_pages")
    editor = connection.schema_editor(collect_sql=True)
    migration.apply(state.clone(), editor, collect_sql=True)
    assert [line for line in editor.collected_sql if not line.startswith("--")] == []
    assert "-- (no-op)" in editor.collected_sql


@pytest.mark.django_db
def test_a_migration_reads_and_saves_content_without_loss(state: ProjectState, article: ArticlePage):
    body = [*stored(article), UNKNOWN, KNOWN_WITH_MORE]
    store(article, body)

    def look(registry: Any, editor: Any) -> None:
        page = registry.get_model("clinic_pages", "ArticlePage").objects.get(pk=article.pk)
        assert [child.block_type for child in page.body] == [block["type"] for block in body]
        assert [child.value for child in page.body] == [block["value"] for block in body]
        assert page.body.first_block_by_name("carousel").value == UNKNOWN["value"]
        page.save()

    migrate(state, migrations.RunPython(look))
    assert stored(article) == body


@pytest.mark.django_db
def test_a_migration_saves_what_it_never_read(state: ProjectState, article: ArticlePage):
    body = [*stored(article), UNKNOWN, KNOWN_WITH_MORE]
    store(article, body)
    migrate(state, migrations.RunPython(lambda registry, editor: _page(registry, article).save()))
    assert stored(article) == body


@pytest.mark.django_db
def test_a_migration_changes_content(state: ProjectState, article: ArticlePage):
    store(article, [UNKNOWN, KNOWN_WITH_MORE])

    def change(registry: Any, editor: Any) -> None:
        page = _page(registry, article)
        page.body[1].value["year"] = 2000
        page.body.append(("quote", {"quote": "New", "attribution": "B"}))
        page.save()
        page.body = [*page.body.raw_data, {"type": "callout", "value": {}, "id": "c1"}]
        page.save()

    migrate(state, migrations.RunPython(change))
    first, second, third, fourth = stored(article)
    assert first == UNKNOWN
    assert second == {**KNOWN_WITH_MORE, "value": {"quote": "Old", "attribution": "A", "year": 2000}}
    assert (third["type"], third["value"]) == ("quote", {"quote": "New", "attribution": "B"})
    assert fourth == {"type": "callout", "value": {}, "id": "c1"}


@pytest.mark.django_db
def test_operations_of_wagtail_find_their_way(state: ProjectState, article: ArticlePage):
    store(article, [UNKNOWN, KNOWN_WITH_MORE, *stored(article)])
    article = ArticlePage.objects.get(pk=article.pk)
    revision = article.save_revision()
    revision.content["body"] = json.dumps(stored(article))
    revision.save()
    paths = [
        (RenameStreamChildrenOperation("carousel", "gallery"), ""),
        (RemoveStreamChildrenOperation("heading"), ""),
        (RemoveStructChildrenOperation("year"), "quote"),
        (AlterBlockValueOperation("Called"), "callout.heading"),
        (AlterBlockValueOperation(7), "related_pages.pages.item"),
    ]
    migrate(state, MigrateStreamData("clinic_pages", "ArticlePage", "body", paths))
    revision.refresh_from_db()
    for body in (stored(article), json.loads(revision.content["body"])):
        values = {block["type"]: block["value"] for block in body}
        assert values["gallery"] == UNKNOWN["value"]
        assert not {"carousel", "heading"} & set(values)
        assert KNOWN_WITH_MORE["id"] in [block["id"] for block in body]
        assert [block["value"].get("year") for block in body if block["type"] == "quote"] == [None, None]
        assert values["callout"] == {"kind": "crisis", "heading": "Called", "text": "<p>Call 988.</p>"}
        assert [item["value"] for item in values["related_pages"]["pages"]] == [7]


@pytest.mark.django_db
def test_a_path_into_a_block_that_is_gone_is_an_error_and_changes_nothing(state: ProjectState, article: ArticlePage):
    store(article, [UNKNOWN])
    paths = [(AlterBlockValueOperation(1), "carousel.slides")]
    with pytest.raises(InvalidBlockDefError, match="Invalid block def in ArticlePage"):
        migrate(state, MigrateStreamData("clinic_pages", "ArticlePage", "body", paths))
    assert stored(article) == [UNKNOWN]


@pytest.mark.django_db
def test_snippets_lose_nothing_either(state: ProjectState, home: Page):
    menu = Menu.objects.create(slug="main", items=[("link", {"label": "Help", "url": "/help/"})])
    before = menu.items.get_prep_value()

    def look(registry: Any, editor: Any) -> None:
        historical = registry.get_model("clinic_pages", "Menu").objects.get(pk=menu.pk)
        assert historical.items[0].value["label"] == "Help"
        historical.save()

    migrate(state, migrations.RunPython(look))
    assert Menu.objects.get(pk=menu.pk).items.get_prep_value() == before


def test_a_model_whose_stream_has_no_blocks_is_reported():
    class Holder(models.Model):
        body = StreamField(blank=True)

        class Meta:
            abstract = True

    field = Holder._meta.get_field("body")
    field.set_attributes_from_name("body")
    assert [fault.id for fault in field.check()] == ["clinic_pages.E002"]
    assert BasePage._meta.get_field("body").block_types_arg is not None


def _page(registry: Any, article: ArticlePage) -> Any:
    return registry.get_model("clinic_pages", "ArticlePage").objects.get(pk=article.pk)
