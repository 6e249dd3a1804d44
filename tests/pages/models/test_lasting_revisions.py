"""What drafts, scheduled and earlier versions name is deleted: they are opened, compared, reverted to, published."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision, RevisionMixin

from api.dependencies.content import is_content
from pages.models import (
    ArticleIndexPage,
    ArticlePage,
    ClinicIndexPage,
    ClinicPage,
    FaqItem,
    FaqPage,
    Person,
    Service,
    StandardPage,
    Topic,
)
from pages.models.lasting_revisions import LastingRevisions, unheld_relations
from tests.kept import kept
from tests.media.factories import DocumentFactory, ImageFactory
from tests.pages.factories import FaqItemFactory, PersonFactory, TopicFactory, full_body, make_article, make_clinic
from tests.revised.models import Lesson, ReservedRoom, Room, Timetable

KINDS = ("draft", "scheduled", "old")


class Named(NamedTuple):
    """A relation: the name of the rows where it is one of theirs, its field, and the object that it is made to name."""

    rows: str | None
    field: Any
    target: models.Model


@kept
def world(articles, clinics):
    """One live object of each model with revisions that may refer to something."""
    home = articles.get_parent().specific
    live = [
        home,
        articles,
        clinics,
        make_article(articles),
        make_clinic(clinics),
        home.add_child(instance=FaqPage(title="Questions")),
        home.add_child(instance=StandardPage(title="About us")),
        FaqItemFactory(),
        PersonFactory(),
        TopicFactory(),
        Service.objects.create(name="Detox"),
        Timetable.objects.create(name="Monday", required=Room.objects.create(name="Hall")),
    ]
    return {type(one): one for one in live}


def make_target(model: type[models.Model], world: dict[type, Any]) -> models.Model:
    makers = {
        Page: lambda: make_article(world[ArticleIndexPage]),
        ArticlePage: lambda: make_article(world[ArticleIndexPage]),
        ClinicPage: lambda: make_clinic(world[ClinicIndexPage]),
        Person: PersonFactory,
        Topic: TopicFactory,
        FaqItem: FaqItemFactory,
        Service: lambda: Service.objects.create(name="Gone", slug=f"gone-{Service.objects.count()}"),
        Room: lambda: Room.objects.create(name="Gone"),
        type(ImageFactory.build()): ImageFactory,
    }
    return makers[model]()


def choices(model: type[models.Model], rows: str | None = None) -> Iterator[tuple[str | None, Any]]:
    """The relations that staff choose in an editor."""
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if isinstance(field, models.ForeignKey | ParentalManyToManyField) and is_choice(field):
            yield rows, field
    for relation in get_all_child_relations(model):
        if is_content(relation.related_model):
            yield from choices(relation.related_model, relation.get_accessor_name())


def is_choice(field: Any) -> bool:
    if isinstance(field, ParentalKey) or getattr(field.remote_field, "parent_link", False):
        return False
    ignored = getattr(field, "wagtail_reference_index_ignore", False)
    return field.editable and is_content(field.related_model) and not ignored


def revise(live: Any, world: dict[type, Any], kind: str) -> tuple[Revision, list[Named]]:
    """A revision of ``live`` that names something in each of its relations, and in each block of its body."""
    named = [
        Named(rows, field, make_target(field.related_model, world))
        for rows, field in choices(type(live))
        if field.name not in ("alias_of", "locale")
    ]
    revision = type(live).objects.get(pk=live.pk).save_revision()
    for rows, field, target in named:
        value = [target.pk] if field.many_to_many else target.pk
        if rows is None:
            revision.content[field.name] = value
        else:
            revision.content.setdefault(rows, []).append({"pk": None, field.name: value})
    if "last_reviewed" in revision.content:
        revision.content["last_reviewed"] = "2026-01-01"
    if kind == "scheduled":
        revision.content["go_live_at"] = (timezone.now() + datetime.timedelta(days=1)).isoformat()
        revision.approved_go_live_at = timezone.now() + datetime.timedelta(days=1)
    revision.save()
    if kind == "old":
        type(live).objects.get(pk=live.pk).save_revision()
    return revision, named


def url_of(instance: Any, view: str, *args: Any) -> str:
    if isinstance(instance, Page):
        return reverse(f"wagtailadmin_pages:{view}", args=[instance.pk, *args])
    return reverse(instance.snippet_viewset.get_url_name(view), args=[instance.pk, *args])


def views_of(live: Any, revision: Revision) -> Iterator[str]:
    yield url_of(live, "edit")
    yield url_of(live, "history")
    yield url_of(live, "revisions_compare", "live", revision.pk)
    yield url_of(live, "revisions_compare", "earliest", "latest")
    yield url_of(live, "revisions_revert", revision.pk)


def test_the_walk_knows_every_model_with_revisions(world):
    ours = {
        model
        for model in apps.get_models()
        if issubclass(model, RevisionMixin) and model._meta.app_label in ("clinic_pages", "revised")
    }
    assert set(world) == ours
    assert all(issubclass(model, LastingRevisions) for model in ours)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_revision_names_may_be_deleted(admin_client, world, kind):
    for live in world.values():
        revision, named = revise(live, world, kind)
        for _rows, _field, target in named:
            type(target).objects.get(pk=target.pk).delete()
        for url in views_of(live, revision):
            assert admin_client.get(url).status_code == 200, url
        required = {field.name for rows, field, _ in named if not (rows or field.null or field.many_to_many)}
        publish(revision, required)


def publish(revision: Revision, required: set[str]) -> None:
    revision = Revision.objects.get(pk=revision.pk)
    if required:
        with pytest.raises(ValidationError) as refused:
            revision.publish()
        assert set(refused.value.message_dict) == required
        assert Revision.objects.get(pk=revision.pk).content == revision.content
        return
    revision.publish()


def test_the_rest_of_a_draft_stays_when_what_it_requires_is_deleted(world):
    live, (required, room) = world[Timetable], [Room.objects.create(name="Gone") for _ in range(2)]
    revised = Timetable.objects.get(pk=live.pk)
    revised.name, revised.required, revised.protected = "Tuesday", required, room
    revised.lessons = [Lesson(room=room, text="Breathing"), Lesson(room=live.required, spare_room=room)]
    revised.rooms = [ReservedRoom(room=room), ReservedRoom(room=live.required)]
    revision = revised.save_revision()
    required.delete(), room.delete()
    found = revision.as_object()
    assert found.name == "Tuesday"
    assert found.protected is None
    assert [(lesson.text, lesson.room_id) for lesson in found.lessons.all()] == [
        ("Breathing", None),
        ("", live.required_id),
    ]
    assert [row.room_id for row in found.rooms.all()] == [live.required_id]
    with pytest.raises(ValidationError) as refused:
        revision.publish()
    assert refused.value.message_dict == {
        "required": ["What was chosen here has been deleted. Choose another."],
        "lessons": ["Room: what was chosen has been deleted. Choose another, or remove the row."],
    }


def test_what_a_block_of_a_draft_shows_may_be_deleted(admin_client, world):
    article, clinic = world[ArticlePage], make_clinic(world[ClinicIndexPage])
    shown = [make_article(world[ArticleIndexPage]), clinic, FaqItemFactory(), DocumentFactory(), ImageFactory()]
    article.body = full_body(world[ArticleIndexPage], clinic)
    revision = article.save_revision()
    for model in {type(one) for one in shown}:
        for one in model.objects.exclude(pk=article.pk):
            one.delete()
    for url in views_of(article, revision):
        assert admin_client.get(url).status_code == 200, url
    assert len(revision.as_object().body) == len(article.body)


def test_staff_are_told_what_a_draft_has_lost(admin_client, world):
    article, person = world[ArticlePage], PersonFactory()
    article.medical_reviewer, article.last_reviewed = person, datetime.date(2026, 1, 1)
    article.save_revision()
    person.delete()
    page = admin_client.get(url_of(article, "edit")).content.decode()
    assert "What was chosen as “Medical reviewer” has been deleted since this draft was saved." in page


def test_a_model_whose_revisions_would_break_is_pointed_out(world):
    assert {field.name for field in unheld_relations(Timetable)} == {
        "required",
        "protected",
        "restricted",
        "replaced",
        "spare_room",
        "room",
    }
