"""The number of queries of an answer does not grow with what it holds."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import Speaker, Venue


@pytest.fixture(params=["warm", "cold"])
def count_queries(request, get):
    def count(path, **query):
        if request.param == "warm":
            assert get(path, **query).status_code == 200
        else:
            cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert get(path, **query).status_code == 200
        return len(queries)

    return count


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


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "*",
        "picture,teaser",
        "series(*)",
        "*,series(breadcrumbs),picture(tags)",
        "speakers(portrait(width))",
        "venues(*)",
    ],
)
def test_a_listing_costs_the_same_with_twice_the_items(count_queries, make_event, home, fields):
    section = make_event()
    for _ in range(2):
        fill(make_event(parent=section), make_event, 1)
    query = {"type": "plugin.EventPage", "child_of": section.pk, "fields": fields}
    if not fields:
        del query["fields"]
    few = count_queries("pages/", **query)
    for _ in range(2):
        fill(make_event(parent=section), make_event, 2)
    assert count_queries("pages/", **query) == few


def test_a_listing_of_images_costs_the_same_with_twice_the_images(count_queries, site):
    [ImageFactory() for _ in range(2)]
    few = count_queries("images/", fields="*")
    [ImageFactory() for _ in range(2)]
    assert count_queries("images/", fields="*") == few


def test_a_plain_listing_and_a_find_ask_little(count_queries, make_event):
    make_event(slug="one")
    # The site and its root, all sites, the trees' translations, the languages, the count, the pages.
    assert count_queries("pages/") <= 7
    assert count_queries("pages/find/", html_path="/one/") <= 22
