"""The number of queries of an answer does not grow with what it holds."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.snapshots.bypass import store_bypassed
from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import Speaker, Venue


@pytest.fixture(params=["warm", "cold"])
def count_queries(request, get):
    """Counts the queries of the serializers, past the store, with Wagtail's caches filled or empty."""

    def count(path, **query):
        with store_bypassed():
            if request.param == "warm":
                assert get(path, **query).status_code == 200
            else:
                cache.clear()
            return queries_of(get, path, query)

    return count


@pytest.fixture
def count_stored(get):
    """Counts the queries of an answer that is stored, after no change."""

    def count(path, **query):
        for _ in range(2):
            assert get(path, **query).status_code == 200
        return queries_of(get, path, query)

    return count


def queries_of(get, path, query):
    with CaptureQueriesContext(connection) as queries:
        assert get(path, **query).status_code == 200
    return len(queries)


def fill(event, make_event, times):
    """Gives ``event`` references of every kind, ``times`` of each, all to objects of their own."""
    body = []
    for number in range(times):
        pages = [make_event() for _ in range(4)]
        images = [ImageFactory() for _ in range(4)]
        documents = [DocumentFactory() for _ in range(2)]
        venue = Venue.objects.create(
            title="V", picture=images[0], directions=f'<p><a linktype="page" id="{pages[0].pk}">x</a></p>'
        )
        text = (
            f'<p><a linktype="page" id="{pages[1].pk}">x</a> <a linktype="document" id="{documents[0].pk}">x</a></p>'
            f'<embed embedtype="image" id="{images[1].pk}" format="fullwidth" alt=""/>'
        )
        link = {"id": str(number), "type": "item", "value": {"label": "x", "page": pages[3].pk}}
        body += [
            {"type": "text", "value": text},
            {"type": "page", "value": pages[2].pk},
            {"type": "image", "value": images[2].pk},
            {"type": "document", "value": documents[1].pk},
            {"type": "venue", "value": venue.pk},
            {"type": "links", "value": [link]},
        ]
        event.venues.add(venue)
        event.speakers.add(Speaker(name="S", portrait=images[3]))
        event.tags.add(f"tag-{event.pk}-{number}")
    event.body = body
    event.teaser = f'<p><a linktype="page" id="{make_event().pk}">x</a></p>'
    event.series, event.picture, event.programme = make_event(), ImageFactory(), DocumentFactory()
    event.save()
    return event


def test_a_detail_costs_the_same_with_twice_the_blocks(count_queries, make_event):
    few, many = fill(make_event(), make_event, 2), fill(make_event(), make_event, 4)
    assert count_queries(f"pages/{few.pk}/") == count_queries(f"pages/{many.pk}/")


FIELDS = [
    None,
    "*",
    "picture,teaser",
    "series(*)",
    "*,series(breadcrumbs),picture(tags)",
    "speakers(portrait(width))",
    "venues(*)",
]


def test_a_listing_costs_the_same_with_twice_the_items(count_queries, make_event, home):
    section = make_event()

    def count():
        query = {"type": "plugin.EventPage", "child_of": section.pk}
        return {fields: count_queries("pages/", **query, **({"fields": fields} if fields else {})) for fields in FIELDS}

    for _ in range(2):
        fill(make_event(parent=section), make_event, 1)
    few = count()
    for _ in range(2):
        fill(make_event(parent=section), make_event, 2)
    assert count() == few


def test_a_listing_of_images_costs_the_same_with_twice_the_images(count_queries, site):
    [ImageFactory() for _ in range(2)]
    few = count_queries("images/", fields="*")
    [ImageFactory() for _ in range(2)]
    assert count_queries("images/", fields="*") == few


def test_a_plain_listing_and_a_find_ask_little(count_queries, make_event):
    make_event(slug="one")
    # The site and its root, all sites, the trees' translations, the languages, the count, the pages; and for each of
    # four models with drafts, when the next one expires.
    assert count_queries("pages/") <= 11
    assert count_queries("pages/find/", html_path="/one/") <= 22


STORED = [
    ("pages/{event}/", {}),
    ("pages/{event}/", {"fields": "_,title,body"}),
    ("pages/find/", {"html_path": "/one/"}),
    ("pages/find/", {"id": "{event}"}),
    ("pages/", {}),
    ("pages/", {"type": "plugin.EventPage", "fields": "*"}),
    ("images/{image}/", {}),
    ("images/", {}),
    ("documents/{document}/", {}),
]


def test_a_stored_answer_costs_one_query(count_stored, make_event, subtests):
    event = fill(make_event(slug="one"), make_event, 2)
    names = {"event": event.pk, "image": event.picture_id, "document": event.programme_id}
    for path, query in STORED:
        with subtests.test(path, query=query):
            filled = {name: value.format(**names) for name, value in query.items()}
            assert count_stored(path.format(**names), **filled) == 1


def test_making_a_snapshot_costs_the_same_with_twice_the_blocks(get, make_event):
    few, many = fill(make_event(), make_event, 2), fill(make_event(), make_event, 4)
    get(f"pages/{make_event().pk}/")
    assert queries_of(get, f"pages/{few.pk}/", {}) == queries_of(get, f"pages/{many.pk}/", {})
