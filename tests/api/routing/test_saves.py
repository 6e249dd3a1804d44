"""What the journal and the marks know of a page before it is saved, whatever happens to the save."""

import gc

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_save, pre_save
from wagtail.models import Locale, Page, PageViewRestriction, Site

from api.routing import deletions, moves, signal_handlers
from api.snapshots import signal_handlers as snapshots
from api.snapshots.before import Before
from tests.plugin.models import EventPage


@pytest.fixture
def on_save():
    """Runs a function within the next save of a page: after ours of ``pre_save``, before ours of ``post_save``."""
    connected = []

    def connect(signal, act, sender=EventPage):
        def receiver(instance, **kwargs):
            disconnect()
            act(instance)

        def disconnect():
            signal.disconnect(receiver, sender=sender)

        receivers = signal.receivers
        signal.connect(receiver, sender=sender, weak=False)
        if signal is post_save:
            receivers.insert(0, receivers.pop())
        connected.append(disconnect)

    yield connect
    for disconnect in connected:
        disconnect()


def fail(instance):
    raise RuntimeError


def rename(page, slug):
    page.slug = slug
    page.save()


def test_a_save_that_fails_leaves_nothing_to_the_next(led, event, on_save):
    on_save(pre_save, fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        rename(event, "never")
    rename(event, "new-day")
    assert led("/section/open-day/") == ("/section/new-day/", True)
    assert led("/section/never/") == 404


def test_one_object_that_is_saved_twice_leaves_both_paths(led, event):
    rename(event, "first")
    rename(event, "second")
    assert led("/section/open-day/") == led("/section/first/") == ("/section/second/", True)


def test_a_save_within_a_save_hides_nothing_of_the_outer_one(led, section, event, on_save):
    assert led("/section/open-day/") == event.pk
    on_save(post_save, lambda page: page.save())
    rename(section, "news")
    assert led("/news/open-day/") == event.pk
    assert led("/section/open-day/") == ("/news/open-day/", True)


def test_what_is_published_by_a_save_around_another_arrives(get, led, section, on_save):
    section.unpublish()
    assert led("/section/") == 410
    on_save(post_save, lambda page: page.save(update_fields=["title"]))
    section.live = True
    section.save()
    assert led("/section/") == section.pk


def test_nothing_is_kept_of_what_is_saved(event, section):
    kept = (snapshots._before, signal_handlers._restrictions_before, signal_handlers._standings_before)
    earlier = [len(each) for each in kept]
    rename(event, "new-day")
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    restriction.restriction_type = "none"
    restriction.save()
    Site.objects.get().save()
    Locale.objects.get(language_code="en").save()
    Site.objects.create(hostname="other.example", root_page=section).delete()
    assert [len(each) for each in kept] == earlier


def test_what_is_kept_goes_with_the_object():
    before = Before()
    one, same = Page(pk=1), Page(pk=1)
    before.remember(one, "one")
    before.remember(same, "same")
    assert (before.take(one), before.take(one), before.take(same)) == ("one", None, "same")
    before.remember(one, "left by a save that failed")
    before.remember(one, "the next")
    assert before.take(one) == "the next"
    assert len(before) == 1
    del one
    gc.collect()
    assert len(before) == 0


def test_a_deletion_begins_once_and_again_after_it_was_rolled_back(led, event):
    every = EventPage.objects.filter(pk=event.pk)
    with transaction.atomic():
        assert deletions.begins(every, connection)
        assert not deletions.begins(every, connection)
        assert deletions.begins(EventPage.objects.filter(pk=event.pk), connection)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert deletions.begins(every, connection)
    every.delete()
    assert led("/section/open-day/") == 410


def test_a_move_that_fails_is_over(event, home, on_save):
    on_save(pre_save, fail, sender=Page)
    page = EventPage.objects.get(pk=event.pk)
    with pytest.raises(RuntimeError) as failure:
        page.move(home, pos="last-child")
    assert moves.is_moving()
    del page, failure
    gc.collect()
    assert not moves.is_moving()
