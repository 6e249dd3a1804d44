"""``manage.py snapshots``: counts, rebuilds, and finds what was changed past Django's signals."""

import gzip
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import brotli
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from api.builds import rebuilding
from api.snapshots.interception import see_statement
from api.snapshots.models import Dependency, Snapshot, SnapshotContent, StaleMark
from tests.freshness.oracle import Oracle
from tests.freshness.world import World
from tests.kept import kept

pytestmark = pytest.mark.django_db


@kept
def world():
    return World()


def run(*arguments):
    output = StringIO()
    call_command("snapshots", *arguments, stdout=output, stderr=StringIO())
    return output.getvalue()


def title_of(pk):
    return Client().get(f"/api/v2/pages/{pk}/").json()["title"]


def test_rebuild_makes_everything_ready(world):
    assert "0 snapshots made" not in run("rebuild")
    assert not [row for row in rebuilding.status() if row.missing or row.marked or row.outdated]
    assert "0 snapshots made" in run("rebuild")


def test_status_counts_by_model(world):
    run("rebuild")
    world.edit_clinic()
    lines = {line.split()[0]: line.split()[1:] for line in run("status").splitlines()}
    public, ready, marked, outdated, to_make = (int(number) for number in lines["wagtailcore.Page"])
    assert marked > 1
    assert (public - ready, outdated) == (to_make, 0)


def test_other_code_outdates_what_it_made(world, settings):
    run("rebuild")
    settings.WAGTAILAPI_BASE_URL = "https://other.example"
    assert all(row.fresh == 0 for row in rebuilding.status())
    assert b"https://other.example" in Client().get(f"/api/v2/pages/{world.index.pk}/").content


def test_a_broken_off_rebuild_goes_on_where_it_was(world, monkeypatch):
    made = []

    def build_two(source, pk, request=None):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(pk)
        return build(source, pk, request)

    build = rebuilding.build
    monkeypatch.setattr(rebuilding, "build", build_two)
    with pytest.raises(CommandError, match="run it again") as stopped:
        run("rebuild")
    assert stopped.value.returncode == 130
    monkeypatch.setattr(rebuilding, "build", build)
    assert Snapshot.objects.count() == 2
    run("rebuild")
    assert not [row for row in rebuilding.status() if row.missing]


def test_processes_can_share_the_work(world, monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 3)
    run("rebuild", "--shard", "1/2")
    assert [row for row in rebuilding.status() if row.missing]
    run("rebuild", "--shard", "2/2")
    assert not [row for row in rebuilding.status() if row.missing]


def test_what_is_not_public_any_more_is_removed(world):
    run("rebuild")
    hide_by_another_program(world.index.pk)
    run("rebuild")
    assert not Snapshot.objects.filter(pk_text=world.index.pk, model="clinic_pages.articleindexpage").exists()
    kept = set(Snapshot.objects.values_list("pk", flat=True))
    for model in (SnapshotContent, Dependency, StaleMark):
        assert set(model.objects.values_list("snapshot_id", flat=True)) <= kept


def change_by_another_program(pk):
    with past_everything(), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Past the signals' WHERE id = %s", [pk])


def test_what_another_program_has_changed_is_found_and_mended(world):
    article = world.articles()[0]
    run("rebuild")
    before = title_of(article.pk)
    change_by_another_program(article.pk)
    assert title_of(article.pk) == before
    with pytest.raises(CommandError, match="were wrong"):
        run("verify")
    assert title_of(article.pk) == "Past the signals"
    run("rebuild")
    assert "All snapshots are correct" in run("verify")
    call_command("update_index", verbosity=0)
    Oracle().check()


def change_meanwhile(monkeypatch, wanted, change):
    """Has ``change`` happen once, after verify has read what is stored of a page and before it makes the answer."""
    build, changed = rebuilding.build, []

    def change_and_build(source, pk, request=None):
        if pk == wanted and not changed:
            changed.append(pk)
            change()
        return build(source, pk, request)

    monkeypatch.setattr(rebuilding, "build", change_and_build)
    return changed


def test_what_staff_publish_while_verify_looks_is_no_fault(world, monkeypatch):
    run("rebuild")
    article = world.articles()[0]
    article.title = "Published meanwhile"
    changed = change_meanwhile(monkeypatch, article.pk, lambda: article.save_revision().publish())
    assert "All snapshots are correct" in run("verify")
    assert changed
    assert title_of(article.pk) == "Published meanwhile"


def test_what_staff_unpublish_while_verify_looks_is_no_fault(world, monkeypatch):
    run("rebuild")
    article = world.articles()[0]
    changed = change_meanwhile(monkeypatch, article.pk, article.unpublish)
    assert "All snapshots are correct" in run("verify")
    assert changed


def test_what_is_wrong_is_found_although_something_else_is_published_meanwhile(world, monkeypatch):
    run("rebuild")
    article = world.articles()[0]
    change_by_another_program(article.pk)
    changed = change_meanwhile(monkeypatch, article.pk, lambda: world.edit_snippet(0))
    with pytest.raises(CommandError, match="were wrong"):
        run("verify")
    assert changed
    assert title_of(article.pk) == "Past the signals"


def test_what_has_expired_and_would_not_be_sent_is_no_fault(world):
    article = world.articles()[0]
    article.expire_at = timezone.now() + timedelta(minutes=5)
    article.save_revision().publish()
    run("rebuild")
    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert "All snapshots are correct" in run("verify")


@contextmanager
def past_everything():
    """What another program does with the database: nothing of ours sees it."""
    connection.execute_wrappers.remove(see_statement)
    try:
        yield
    finally:
        connection.execute_wrappers.append(see_statement)


def hide_by_another_program(pk):
    with past_everything(), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [False, pk])


def corrupt(**values):
    return lambda snapshot: SnapshotContent.objects.filter(pk=snapshot.pk).update(**values)


def change_fact(**values):
    return lambda snapshot: Snapshot.objects.filter(pk=snapshot.pk).update(**values)


CORRUPTIONS = {
    "half the bytes": lambda snapshot: corrupt(body=bytes(snapshot.content.body)[:100])(snapshot),
    "no gzip": lambda snapshot: corrupt(gzip=bytes(snapshot.content.gzip)[:50])(snapshot),
    "another gzip": corrupt(gzip=gzip.compress(b"{}")),
    "another Brotli": corrupt(brotli=brotli.compress(b"{}")),
    "a damaged Brotli": corrupt(brotli=b"x"),
    "other rich text": corrupt(rich_text=b"[]"),
    "no rich text": corrupt(rich_text=None),
    "no names for caches": corrupt(surrogate_keys="clinic-api"),
    "no bytes": lambda snapshot: SnapshotContent.objects.filter(pk=snapshot.pk).delete(),
    "no dependencies": lambda snapshot: Dependency.objects.filter(snapshot=snapshot).delete(),
    "a dependency less": lambda snapshot: Dependency.objects.filter(
        snapshot=snapshot, object_id=snapshot.object_id, kind=snapshot.kind
    ).delete(),
    "another path": change_fact(html_path="/elsewhere/"),
    "another site": change_fact(site_id=4711),
    "other sites": change_fact(sites=",4711,"),
    "another type": change_fact(model="clinic_pages.standardpage"),
}


def test_each_part_of_a_stored_answer_is_compared(world):
    article = next(article for article in world.articles() if len(article.body) > 5)
    run("rebuild")
    overlooked = []
    for name, damage in CORRUPTIONS.items():
        with transaction.atomic():
            damage(Snapshot.objects.get(pk_text=article.pk, model="clinic_pages.articlepage"))
            try:
                run("verify")
            except CommandError:
                assert StaleMark.objects.get().snapshot.pk_text == str(article.pk)
            else:
                overlooked.append(name)
            transaction.set_rollback(True)
    assert overlooked == []
    assert "All snapshots are correct" in run("verify")


def test_what_was_hidden_past_the_signals_is_found(world):
    article = world.articles()[0]
    run("rebuild")
    hide_by_another_program(article.pk)
    with pytest.raises(CommandError, match="were wrong"):
        run("verify")
    assert Client().get(f"/api/v2/pages/{article.pk}/").status_code == 404


def test_rebuilding_all_mends_without_looking(world):
    article = world.articles()[0]
    run("rebuild")
    change_by_another_program(article.pk)
    run("rebuild", "--all")
    assert title_of(article.pk) == "Past the signals"


def test_a_base_url_is_asked_for(world, settings):
    settings.WAGTAILAPI_BASE_URL = None
    with pytest.raises(CommandError, match="WAGTAILAPI_BASE_URL"):
        run("status")


def test_without_a_base_url_links_follow_the_site_whatever_host_was_asked(world, settings):
    settings.WAGTAILAPI_BASE_URL = None
    path = f"/api/v2/pages/{world.index.pk}/"
    for host in ("one.example", "two.example", "one.example"):
        answer = Client(headers={"Host": host}).get(f"{path}?site=www.clinic.example").json()
        assert answer["meta"]["detail_url"] == f"http://www.clinic.example{path}"


@pytest.mark.parametrize("shard", ["0/2", "3/2", "x", "1"])
def test_a_shard_that_is_none_is_refused(shard):
    with pytest.raises(CommandError, match="such as 1/2"):
        run("rebuild", "--shard", shard)
