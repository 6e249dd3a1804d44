"""Whatever a listing is ordered by, each object is sent once, and the order tells nothing of what is hidden."""

import pytest
from django.db import connection
from wagtail.models import Locale, PageViewRestriction

from api.endpoints.ordering import has_one_value
from api.router import router
from pages.models import Person, Topic
from tests.media.factories import ImageFactory
from tests.plugin.models import EventPage, Venue

SAME = 45


def ids(get, path, **query):
    """All ids of a listing, part by part."""
    found, offset = [], 0
    while items := get(path, limit=7, offset=offset, **query).json()["items"]:
        found += [item["id"] for item in items]
        offset += 7
    return found


def by_cursor(get, path, **query):
    found, cursor = [], ""
    while cursor is not None:
        answer = get(path, limit=7, cursor=cursor, **query).json()
        found += [item["id"] for item in answer["items"]]
        cursor = answer["meta"]["next_cursor"]
    return found


def orders(name, model):
    view = router.endpoints[name]
    return [field for field in view.get_available_fields(model, db_fields_only=True) if has_one_value(model, field)]


@pytest.fixture
def ties(make_event):
    """Events that share everything but their keys and addresses."""
    same = {"title": "The same", "seats": 3, "starts_on": "2026-11-26"}
    events = [make_event(**same) for _ in range(SAME)]
    # PostgreSQL sends rows as they lie in the table, and moves those that are written again.
    EventPage.objects.filter(pk__in=[event.pk for event in events[::3]]).update(is_free=False)
    return sorted(event.pk for event in events)


def test_each_page_comes_once_whatever_pages_are_ordered_by(get, ties):
    for field in orders("pages", EventPage):
        for sign in ("", "-"):
            found = ids(get, "pages/", type="plugin.EventPage", order=f"{sign}{field}")
            assert sorted(found) == ties, f"{sign}{field}"
    assert by_cursor(get, "pages/", type="plugin.EventPage") == ties
    assert ids(get, "pages/", type="plugin.EventPage", order="title") == ties
    assert sorted(ids(get, "pages/", type="plugin.EventPage", search="same")) == ties
    assert ids(get, "pages/", type="plugin.EventPage", search="same", order="title") == ties


@pytest.mark.parametrize("name", [name for name in router.endpoints if hasattr(router.endpoints[name], "get_queryset")])
def test_every_order_of_every_endpoint_ends_with_the_key(rf, site, name):
    view = router.endpoints[name]()
    view.action, view.kwargs, view.action_map = "listing_view", {}, {"get": "listing_view"}
    for field in ("", *orders(name, view.get_model())):
        view.request = view.initialize_request(rf.get("/", {"order": field} if field else {}))
        vars(view).pop("site", None)
        queryset = view.filter_queryset(view.get_queryset())
        last = queryset.query.order_by[-1]
        assert str(last).removeprefix("-") in ("id", "pk", "path", queryset.model._meta.pk.name), (field, last)


@pytest.mark.parametrize("endpoint", ["topics/", "people/"])
def test_each_snippet_comes_once(get, site, endpoint):
    locale = Locale.objects.first()
    if endpoint == "topics/":
        made = [Topic.objects.create(name="The same", slug=f"same-{n}", locale=locale) for n in range(20)]
    else:
        made = [Person.objects.create(name="The same", locale=locale) for _ in range(20)]
    keys = sorted(each.pk for each in made)
    assert ids(get, endpoint, order="name") == ids(get, endpoint, order="-name") == keys
    assert by_cursor(get, endpoint) == keys


def test_images_that_share_a_title_come_once(get, site):
    images = sorted(ImageFactory(title="The same").pk for _ in range(9))
    assert ids(get, "images/", order="title") == ids(get, "images/", order="-width") == images


def test_an_order_by_a_relation_tells_nothing_of_hidden_objects(get, make_event):
    last, first = make_event(title="Zebra"), make_event(title="Aardvark")
    one, two, none = make_event(series=last), make_event(series=first), make_event()
    listing = {"type": "plugin.EventPage", "order": "series"}
    shown = [pk for pk in ids(get, "pages/", **listing) if pk in (one.pk, two.pk, none.pk)]
    assert shown[0] == none.pk
    for hide in (lambda page: page.unpublish(), lambda page: PageViewRestriction.objects.create(page=page)):
        hide(first)
        found = [pk for pk in ids(get, "pages/", **listing) if pk in (one.pk, two.pk, none.pk)]
        assert found == [two.pk, none.pk, one.pk]
        descending = ids(get, "pages/", type="plugin.EventPage", order="-series")
        assert [pk for pk in descending if pk in (one.pk, two.pk, none.pk)] == [one.pk, two.pk, none.pk]


def test_private_images_order_nothing_either(get, make_event, private_collection):
    image, hidden = ImageFactory(), ImageFactory(collection=private_collection)
    events = [make_event(picture=hidden), make_event(picture=image), make_event()]
    assert ids(get, "pages/", type="plugin.EventPage", order="picture") == [events[0].pk, events[2].pk, events[1].pk]


@pytest.mark.parametrize("name", ["venues", "tags", "speakers", "-venues"])
def test_what_has_several_values_is_no_order(get, make_event, name):
    event = make_event()
    event.venues.add(Venue.objects.create(title="A"), Venue.objects.create(title="B"))
    event.save()
    problem = get("pages/", type="plugin.EventPage", order=name)
    assert problem.status_code == 400
    assert "several values" in problem.json()["message"]
    assert name.removeprefix("-") not in problem.json()["allowed"]


def test_an_order_by_a_relation_costs_one_query(get, make_event, django_assert_max_num_queries):
    for _ in range(3):
        make_event(series=make_event())
    get("pages/", type="plugin.EventPage")
    with django_assert_max_num_queries(30, connection=connection):
        get("pages/", type="plugin.EventPage", order="series")
