"""One entry of the index is written, and no other is touched."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from modelsearch.conf import get_app_config
from wagtail.models import Site

from tests.plugin.models import EventPage


@pytest.fixture
def events(db):
    home = Site.objects.get(is_default_site=True).root_page
    return [home.add_child(instance=EventPage(title=f"An evening talk, number {number}")) for number in range(12)]


def entries():
    of_events = ContentType.objects.get_for_model(EventPage)
    return get_app_config().get_model("IndexEntry").objects.filter(content_type=of_events)


def norms():
    return {int(key): round(norm, 3) for key, norm in entries().values_list("object_id", "title_norm")}


def test_a_title_is_normed_as_a_full_update_would_norm_it(events):
    call_command("update_index", verbosity=0)
    event = events[0]
    before = norms()
    event.title = "An evening talk about sleep, with questions from the audience, tea, and time to speak afterwards"
    event.save()
    at_once = norms()
    assert at_once.pop(event.pk) < before.pop(event.pk) / 2
    assert at_once == before
    of_the_change = norms()[event.pk]
    call_command("update_index", verbosity=0)
    assert norms()[event.pk] == pytest.approx(of_the_change, rel=0.25)


def test_entries_without_a_norm_are_left_alone(events):
    entries().update(title_norm=1.0)
    events[0].title = "An evening talk with a much longer title than any other of them has"
    events[0].save()
    assert norms() == dict.fromkeys([event.pk for event in events], 1.0)


def test_the_first_entry_of_all_is_written(db):
    get_app_config().get_model("IndexEntry").objects.all().delete()
    event = Site.objects.get(is_default_site=True).root_page.add_child(instance=EventPage(title="Evening talk"))
    assert norms() == {event.pk: 1.0}
