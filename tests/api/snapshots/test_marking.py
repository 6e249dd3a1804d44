import pytest
from django.db import connection
from django.db.models import Q
from wagtail.models import Page

from api.dependencies.keys import EVERYTHING, Key
from api.snapshots import marking
from api.snapshots.marking import Tree, follow, is_marked, listen, mark
from api.snapshots.models import UnseenMark
from tests.kept import kept

pytestmark = pytest.mark.django_db

KEY = Key("plugin.venue", "42")


@kept
def section(make_event):
    return make_event(slug="section")


@kept
def below(make_event, section):
    return make_event(parent=section, slug="below")


@kept
def beside(make_event):
    return make_event(slug="beside")


def test_a_tree_holds_what_a_query_puts_into_it_without_a_look_at_the_database(
    section, below, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert Tree(section.path).holds(Page.objects.filter(path__startswith=below.path))
    with django_assert_num_queries(1):
        assert Tree(section.path).holds(Page.objects.filter(pk=below.pk))


def test_a_tree_does_not_hold_pages_elsewhere_however_they_are_queried(section, below, beside):
    in_tree = Q(path__startswith=section.path)
    for others in (Q(pk=beside.pk), Q(path__startswith=beside.path), in_tree | Q(pk=beside.pk), ~in_tree):
        assert not Tree(section.path).holds(Page.objects.filter(others))


def test_a_marked_tree_is_known_where_it_has_moved_to():
    follow([Tree("9998")], connection.alias)
    assert is_marked(Tree("99980001"), connection)
    assert not is_marked(Tree("9997"), connection)


def test_a_listener_is_told_once_however_often_it_was_registered(monkeypatch):
    monkeypatch.setattr(marking, "_within", [])
    monkeypatch.setattr(marking, "_after", [])
    told = []
    listen(within=told.append)
    listen(within=told.append)
    mark([KEY])
    assert told == [{KEY}]


def test_what_is_noted_for_who_sees_the_snapshots_is_no_more_than_what_was_touched(monkeypatch):
    monkeypatch.setattr(marking, "move_on", lambda using: False)
    UnseenMark.objects.all().delete()
    mark([KEY])
    assert list(UnseenMark.objects.values_list("kind", "object_id")) == [(KEY.kind, KEY.object_id)]
    UnseenMark.objects.all().delete()
    mark([], [Page.objects.all()])
    assert list(UnseenMark.objects.values_list("kind", flat=True)) == [EVERYTHING.kind]
