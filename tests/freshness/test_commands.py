"""``manage.py snapshots``: counts, rebuilds, and finds what was changed past Django's signals."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from wagtail.models import Page

from api.snapshots import rebuilding
from api.snapshots.models import Dependency, Snapshot, SnapshotContent, StaleMark
from pages.models import ArticlePage
from tests.freshness.oracle import Oracle
from tests.freshness.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
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
    with pytest.raises(CommandError, match="begin again") as stopped:
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
    Page.objects.filter(pk=world.index.pk).update(live=False)
    run("rebuild")
    assert not Snapshot.objects.filter(pk_text=world.index.pk, model="clinic_pages.articleindexpage").exists()
    kept = set(Snapshot.objects.values_list("pk", flat=True))
    for model in (SnapshotContent, Dependency, StaleMark):
        assert set(model.objects.values_list("snapshot_id", flat=True)) <= kept


def change_by_queryset(pk):
    ArticlePage.objects.filter(pk=pk).update(title="Past the signals")


def change_by_sql(pk):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Past the signals' WHERE id = %s", [pk])


@pytest.mark.parametrize("change", [change_by_queryset, change_by_sql])
def test_what_was_changed_past_the_signals_is_found_and_mended(world, change):
    article = world.articles()[0]
    run("rebuild")
    before = title_of(article.pk)
    change(article.pk)
    assert title_of(article.pk) == before
    with pytest.raises(CommandError, match="were wrong"):
        run("verify")
    assert title_of(article.pk) == "Past the signals"
    run("rebuild")
    assert "All snapshots are right" in run("verify")
    call_command("update_index", verbosity=0)
    Oracle().check()


def test_what_was_hidden_past_the_signals_is_found(world):
    article = world.articles()[0]
    run("rebuild")
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    with pytest.raises(CommandError, match="were wrong"):
        run("verify")
    assert Client().get(f"/api/v2/pages/{article.pk}/").status_code == 404


def test_rebuilding_all_mends_without_looking(world):
    article = world.articles()[0]
    run("rebuild")
    change_by_queryset(article.pk)
    run("rebuild", "--all")
    assert title_of(article.pk) == "Past the signals"


def test_a_base_url_is_asked_for(world, settings):
    settings.WAGTAILAPI_BASE_URL = None
    with pytest.raises(CommandError, match="WAGTAILAPI_BASE_URL"):
        run("status")


def test_without_a_base_url_each_host_gets_its_own_links(world, settings):
    settings.WAGTAILAPI_BASE_URL = None
    path = f"/api/v2/pages/{world.index.pk}/"
    for host in ("one.example", "two.example", "one.example"):
        answer = Client(headers={"Host": host}).get(f"{path}?site=www.clinic.example").json()
        assert answer["meta"]["detail_url"] == f"http://{host}{path}"


@pytest.mark.parametrize("shard", ["0/2", "3/2", "x", "1"])
def test_a_shard_that_is_none_is_refused(shard):
    with pytest.raises(CommandError, match="such as 1/2"):
        run("rebuild", "--shard", shard)
