"""All content moves from one installation to another by the documented commands, and answers stay what they are."""

from __future__ import annotations

import json
import re
import shlex
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Collection, Locale, ModelLogEntry, Page, PageLogEntry, Revision, Site

from api.snapshots import memory
from api.snapshots.bypass import store_bypassed
from media.models import ClinicDocument, ClinicImage
from pages.models import ArticlePage, ClinicPage, FaqItem, Person, Topic
from tests.freshness.world import World

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

OPERATING = Path(__file__).resolve().parents[2] / "docs" / "operating.md"
LISTINGS = ["pages/?limit=100&fields=*", "images/?limit=100&fields=*", "documents/?limit=100", "faqs/?fields=*"]
LISTINGS += ["people/?fields=*", "topics/?fields=*", "clinics/?fields=*", "site/", "redirects/", "search/?q=summary"]
MODELS = {"pages": Page, "images": ClinicImage, "documents": ClinicDocument, "faqs": FaqItem, "people": Person}


def documented(command: str) -> list[str]:
    """The arguments of a command, as the documentation writes it."""
    text = OPERATING.read_text().replace("\\\n", " ")
    found = re.search(rf"manage\.py ({command}\b.*)", text)
    assert found, f"docs/operating.md does not mention {command}"
    return shlex.split(found[1])


def run(command: str, file: Path) -> None:
    name, *arguments = [str(file) if part == "content.json" else part for part in documented(command)]
    call_command(name, *arguments, verbosity=0)


def answers() -> dict[str, tuple[int, bytes]]:
    paths = [*LISTINGS]
    for name, model in MODELS.items():
        paths += [f"{name}/{pk}/" for pk in model.objects.order_by("pk").values_list("pk", flat=True)]
    return answers_at(paths)


def answers_at(paths: list[str]) -> dict[str, tuple[int, bytes]]:
    client = Client()
    found = {path: client.get(f"/api/v2/{path}", follow=True) for path in paths}
    return {path: (answer.status_code, answer.content) for path, answer in found.items()}


def test_an_empty_installation_gives_the_same_answers_byte_for_byte_after_dumpdata_and_loaddata(tmp_path):
    world = World()
    question = FaqItem.objects.first()
    question.topics.add(Topic.objects.first())
    question.save()
    world.edit(0, publish=False)
    world.translate(0)
    before = answers()
    topics = set(ArticlePage.topics.through.objects.values_list("articlepage_id", "topic_id"))
    assert topics
    file = tmp_path / "content.json"
    run("dumpdata", file)
    ContentType.objects.clear_cache()
    # An empty installation has a tree, a site and a language that its migrations made.
    call_command("flush", interactive=False, verbosity=0)
    ContentType.objects.clear_cache()
    Locale.objects.create(language_code="en")
    Site.objects.create(hostname="localhost", root_page=Page.add_root(title="Root", slug="root"), is_default_site=True)
    Collection.add_root(name="Root")
    assert not ArticlePage.objects.exists()
    assert Page.objects.exists()
    # Something is stored there, too, and remembered.
    answers()
    run("flush", file)
    ContentType.objects.clear_cache()
    run("loaddata", file)
    after = answers()
    assert {path for path in before if before[path] != after.get(path)} == set()
    assert before.keys() == after.keys()
    with store_bypassed():
        assert answers() == after
    assert set(ArticlePage.topics.through.objects.values_list("articlepage_id", "topic_id")) == topics
    call_command("snapshots", "rebuild", verbosity=0)
    call_command("snapshots", "verify", verbosity=0)
    _what_staff_do_next_works()


def test_the_log_of_pages_and_users_that_are_gone_moves_with_the_content(tmp_path):
    world = World()
    leaver = get_user_model().objects.create_user("leaver")
    log(instance=world.topic, action="wagtail.edit", user=leaver)
    world.create()
    gone = world.articles()[-1]
    assert gone.pk == Page.objects.order_by("pk").last().pk
    revision = gone.save_revision(user=leaver, log_action=True)
    log(instance=world.clinic, action="wagtail.edit", user=leaver)
    revision_pk, gone_pk, leaver_pk = revision.pk, gone.pk, leaver.pk
    gone.delete()
    leaver.delete()
    before = _logged()
    assert {entry[0] for entry in before["pages"]} >= {gone_pk, world.clinic.pk}
    assert (gone_pk, leaver_pk, revision_pk) in {entry[:3] for entry in before["pages"]}
    assert leaver_pk in {entry[0] for entry in before["others"]}
    file = tmp_path / "content.json"

    run("dumpdata", file)
    run("flush", file)
    ContentType.objects.clear_cache()
    assert not PageLogEntry.objects.exists()
    run("loaddata", file)

    assert _logged() == before
    # What is new is nobody's heir.
    world.create()
    assert world.articles()[-1].pk > gone_pk
    assert get_user_model().objects.create_user("joiner").pk > leaver_pk


def test_old_addresses_lead_where_they_led_before(tmp_path):
    world = World()
    renamed, hidden, deleted = world.clinic, *world.articles()[-2:]
    found = {f"/clinics/{renamed.slug}/": 200, f"/articles/{hidden.slug}/": 410, f"/articles/{deleted.slug}/": 410}
    since = (timezone.now() - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    renamed.slug = "renamed"
    renamed.save()
    hidden.unpublish()
    deleted.delete()
    paths = ["redirects/all/", f"routes/?changed_since={since}"]
    paths += [f"pages/find/?html_path={path}" for path in found]
    before = answers_at(paths)
    assert [before[path][0] for path in paths] == [200, 200, *found.values()]
    assert b"/clinics/renamed/" in before["redirects/all/"][1]
    assert b"removed" in before[paths[1]][1]
    file = tmp_path / "content.json"

    run("dumpdata", file)
    run("flush", file)
    _renumber_content_types()
    run("loaddata", file)

    after = answers_at(paths)
    assert {path: after[path] for path in paths if path != paths[1]} == {
        path: before[path] for path in paths if path != paths[1]
    }
    assert _left(after[paths[1]]) == _left(before[paths[1]])


def test_what_cannot_be_made_again_is_not_left_out():
    excluded = {name for name in documented("dumpdata") if name.startswith("clinic_api")}
    kept = {model._meta.label_lower for model in apps.get_app_config("clinic_api").get_models()} - excluded
    assert kept == {"clinic_api.routebatch", "clinic_api.routechange"}
    assert "clinic_api" not in excluded


def _left(answer: tuple[int, bytes]) -> list[dict]:
    return [item for item in json.loads(answer[1])["items"] if item["change"] in ("moved", "removed")]


def _renumber_content_types() -> None:
    """Their keys are others in another installation."""
    rows = list(ContentType.objects.order_by("pk").values_list("app_label", "model"))
    ContentType.objects.all().delete()
    for app_label, model in reversed(rows):
        ContentType.objects.create(app_label=app_label, model=model)
    ContentType.objects.clear_cache()
    for app_config in apps.get_app_configs():
        create_permissions(app_config, verbosity=0)


@pytest.mark.parametrize("format_name", ["json", "jsonl"])
def test_a_key_of_what_is_gone_is_written_as_it_is(format_name):
    entry = PageLogEntry(page_id=987, user_id=654, action="wagtail.edit", label="Gone", data={})
    text = serializers.serialize(format_name, [entry], use_natural_foreign_keys=True)
    (read,) = serializers.deserialize(format_name, text)
    assert (read.object.page_id, read.object.user_id) == (987, 654)


def _logged() -> dict[str, list[tuple]]:
    pages = PageLogEntry.objects.order_by("pk").values_list("page_id", "user_id", "revision_id", "action", "timestamp")
    others = ModelLogEntry.objects.order_by("pk").values_list("user_id", "object_id", "action", "timestamp")
    return {"pages": list(pages), "others": list(others)}


def _what_staff_do_next_works() -> None:
    """Keys go on where they were, and drafts are still there."""
    draft = ArticlePage.objects.exclude(latest_revision=None).first()
    assert draft.get_latest_revision_as_object().title
    assert Revision.objects.exists()
    Topic.objects.create(name="After the move", slug="after-the-move")
    memory.forget()
    clinic = ClinicPage.objects.first()
    clinic.title = "Renamed after the move"
    clinic.save_revision().publish()
    assert Client().get(f"/api/v2/pages/{clinic.pk}/").json()["title"] == "Renamed after the move"
    assert Site.objects.filter(is_default_site=True).count() == 1
