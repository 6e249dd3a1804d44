import pytest
from django.db import transaction
from wagtail.models import Page

from api import conf
from api.routing import journal
from api.routing.models import RouteBatch, RouteChange
from api.snapshots import clock
from tests.migrating import migrated_back


@pytest.mark.django_db
def test_the_clock_of_the_database_counts_milliseconds_since_1970():
    assert abs(journal.now_ms() - clock.now_ms()) < 60_000


@pytest.mark.django_db
def test_what_one_transaction_writes_down_is_dated_as_one(event, django_capture_on_commit_callbacks):
    earlier = _dated()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        parent = event.get_parent().specific
        parent.slug = "renamed"
        parent.save()
        event.refresh_from_db()
        event.unpublish()
    (batch,) = RouteBatch.objects.exclude(pk__in=earlier)
    assert batch.at is not None
    assert batch.changes.filter(change=RouteChange.Change.LEFT).count() == 3


@pytest.mark.django_db
def test_what_takes_a_savepoint_back_takes_its_batch_along(event, django_capture_on_commit_callbacks):
    earlier = _dated()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        try:
            with transaction.atomic():
                event.unpublish()
                raise RuntimeError
        except RuntimeError:
            pass
        event.refresh_from_db()
        event.unpublish()
    (batch,) = RouteBatch.objects.exclude(pk__in=earlier)
    assert batch.at is not None
    assert set(RouteChange.objects.values_list("batch", flat=True)) == {*earlier, batch.pk}


@pytest.mark.django_db
def test_a_tree_whose_note_a_savepoint_took_back_is_noted_again(section, event, make_event):
    other = make_event(slug="other")
    RouteChange.objects.all().delete()
    with transaction.atomic():
        other.unpublish()
        try:
            with transaction.atomic():
                section.slug = "renamed"
                section.save()
                raise RuntimeError
        except RuntimeError:
            pass
        Page.objects.filter(pk=event.pk).update(url_path="/elsewhere/open-day/")
    assert RouteChange.objects.filter(change=RouteChange.Change.LEFT, page_id=event.pk).exists()


@pytest.mark.django_db
def test_what_is_kept_long_enough_goes_with_its_batch(event, monkeypatch, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        event.delete()
    _dated()
    assert RouteChange.objects.filter(page_id=event.pk).exists()
    later = journal.now_ms() + (conf.route_history_days() + 1) * 24 * 3600 * 1000
    monkeypatch.setattr(journal, "now_ms", lambda: later)
    journal.date()
    assert not RouteChange.objects.filter(page_id=event.pk).exists()
    assert not RouteBatch.objects.exclude(changes__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_dates_of_earlier_versions_are_kept():
    moments = [5, 5, 7, None]
    with migrated_back("clinic_api", "0006_unseen_marks") as then:
        earlier = then.get_model("clinic_api", "RouteChange")
        pks = [earlier.objects.create(change="left", page_id=1, html_path="/a/", at=at).pk for at in moments]
    rows = RouteChange.objects.filter(pk__in=pks).order_by("pk")
    assert [row.batch.at for row in rows] == moments
    assert len({row.batch_id for row in rows}) == 3


def _dated() -> list[int]:
    """The batches of what a fixture has written down, after what comes after a commit."""
    journal.date()
    return list(RouteBatch.objects.values_list("pk", flat=True))
