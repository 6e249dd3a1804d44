"""``rich_text=`` on every answer, by way of the store and past it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.snapshots import memory
from api.snapshots.bypass import store_bypassed
from api.snapshots.models import Snapshot
from tests.kept import kept
from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import Venue

TEASER = "<p>A <b>calm</b> evening</p>"


@kept
def event(make_event):
    image, document, linked = ImageFactory(), DocumentFactory(), make_event(slug="linked", title="Linked")
    text = (
        f'<p><a linktype="page" id="{linked.pk}">there</a> <a linktype="document" id="{document.pk}">file</a></p>'
        f'<embed embedtype="image" id="{image.pk}" format="left" alt="A door"/>'
    )
    venue = Venue.objects.create(title="Hall", directions="<p>Left, <i>then</i> right</p>")
    event = make_event(slug="one", teaser=TEASER, body=[{"type": "text", "value": text, "id": "t"}])
    event.venues.add(venue)
    event.save()
    event.linked, event.image, event.document = linked, image, document
    return event


@pytest.mark.parametrize("path", ["pages/{pk}/", "pages/find/?html_path=/one/", "pages/find/?id={pk}"])
def test_every_rich_text_of_a_page_is_sent_as_asked(client, event, path):
    path = path.format(pk=event.pk)
    ask = "&" if "?" in path else "?"
    for _ in range(2):
        html = client.get(f"/api/v2/{path}").json()
        tree = client.get(f"/api/v2/{path}{ask}rich_text=json").json()
        markdown = client.get(f"/api/v2/{path}{ask}rich_text=markdown").json()
        assert html["teaser"] == TEASER
        assert [span["marks"] for span in tree["teaser"][0]["children"]] == [[], ["strong"], []]
        assert markdown["teaser"] == "A **calm** evening"
        assert tree["body"][0]["value"][0]["_type"] == "block"
        assert markdown["body"][0]["value"].startswith("[there](/linked/) [file](http")
        for other in (tree, markdown):
            assert {**other, "teaser": "", "body": ""} == {**html, "teaser": "", "body": ""}


def test_what_rich_text_refers_to_is_an_object(get, event):
    block, image = get(f"pages/{event.pk}/", rich_text="json").json()["body"][0]["value"]
    to_page, to_document = block["markDefs"]
    assert to_page["href"] == "/linked/"
    assert to_page["page"]["title"] == "Linked"
    assert to_page["page"]["meta"]["html_path"] == "/linked/"
    assert to_document["document"]["id"] == event.document.pk
    assert image["_type"] == "image"
    assert (image["alt"], image["format"]) == ("A door", "left")
    assert image["image"]["sources"]
    assert image["src"] == image["image"]["fallback"]["url"]


def test_a_reference_to_what_is_not_public_leaves_its_text(get, event):
    event.linked.unpublish()
    block, _ = get(f"pages/{event.pk}/", rich_text="json").json()["body"][0]["value"]
    assert block["children"][0] == {"_type": "span", "_key": "b0s0", "text": "there ", "marks": []}
    assert get(f"pages/{event.pk}/", rich_text="markdown").json()["body"][0]["value"].startswith("there [file]")


def test_a_change_that_only_the_tree_shows_is_there_at_once(client, event):
    path = f"/api/v2/pages/{event.pk}/?fields=_,body"
    before = {name: client.get(f"{path}&rich_text={name}") for name in ("html", "json")}
    event.linked.title = "Renamed"
    event.linked.save()
    after = {
        name: client.get(f"{path}&rich_text={name}", headers={"If-None-Match": answer["ETag"]})
        for name, answer in before.items()
    }
    assert after["html"].status_code == 304
    assert after["json"].json()["body"][0]["value"][0]["markDefs"][0]["page"]["title"] == "Renamed"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("pages/{pk}/", {}),
        ("pages/{pk}/", {"fields": "_,teaser"}),
        ("pages/{pk}/", {"fields": "_,title,body"}),
        ("pages/{pk}/", {"fields": "*,venues(*)"}),
        ("pages/find/", {"html_path": "/one/"}),
        ("pages/", {"type": "plugin.EventPage", "fields": "*"}),
        ("pages/", {"type": "plugin.EventPage", "fields": "teaser", "limit": 1}),
        ("pages/", {"type": "plugin.EventPage", "fields": "venues(directions)"}),
        ("pages/", {"search": "event", "type": "plugin.EventPage", "fields": "_,teaser"}),
        ("images/{image}/", {}),
        ("site/", {}),
        ("redirects/", {}),
    ],
)
@pytest.mark.parametrize("rich_text", ["html", "json", "markdown"])
def test_stored_answers_are_what_the_serializers_make(get, event, path, query, rich_text):
    path = path.format(pk=event.pk, image=event.image.pk)
    answers = [get(path, rich_text=rich_text, **query) for _ in range(2)]
    with store_bypassed():
        expected = get(path, rich_text=rich_text, **query)
    assert expected.status_code == 200
    assert [answer.content for answer in answers] == [expected.content] * 2
    assert {answer["ETag"] for answer in answers} == {expected["ETag"]}


@pytest.mark.parametrize("rich_text", ["json", "markdown"])
def test_each_format_has_an_etag_of_its_own(client, event, rich_text, varnish_is_told):
    html, other = (client.get(f"/api/v2/pages/{event.pk}/?rich_text={name}") for name in ("html", rich_text))
    assert html["ETag"] != other["ETag"]
    assert html["Surrogate-Key"] == other["Surrogate-Key"]
    for known, status in ((other["ETag"], 304), (html["ETag"], 200), ("*", 304)):
        answer = client.get(f"/api/v2/pages/{event.pk}/?rich_text={rich_text}", headers={"If-None-Match": known})
        assert answer.status_code == status


def test_a_tree_is_sent_compressed(client, event):
    plain = client.get(f"/api/v2/pages/{event.pk}/?rich_text=json")
    packed = client.get(f"/api/v2/pages/{event.pk}/?rich_text=json", headers={"Accept-Encoding": "br"})
    assert packed["Content-Encoding"] == "br"
    assert packed["ETag"] == f'{plain["ETag"][:-1]}-br"'


@pytest.mark.parametrize("rich_text", ["html", "json", "markdown"])
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("pages/{pk}/", {}),
        ("pages/{pk}/", {"fields": "_,title,body"}),
        ("pages/find/", {"html_path": "/one/"}),
        ("pages/", {"type": "plugin.EventPage", "fields": "*"}),
    ],
)
def test_each_format_costs_one_query(get, event, path, query, rich_text):
    path = path.format(pk=event.pk)
    for _ in range(2):
        get(path, rich_text=rich_text, **query)
    with CaptureQueriesContext(connection) as queries:
        assert get(path, rich_text=rich_text, **query).status_code == 200
    assert len(queries) == 1
    assert ("rich_text" in queries[0]["sql"]) == (rich_text != "html" and path != "pages/")


def test_what_was_forgotten_is_made_again(get, event):
    expected = get(f"pages/{event.pk}/", rich_text="json").content
    assert get(f"pages/{event.pk}/", rich_text="json").content == expected
    tag = Snapshot.objects.get(object_id=event.pk, model="plugin.eventpage")
    name = next(key for key in memory.parts._values if key[0] == "detail" and key[1] == tag.etag + tag.rich_text_etag)
    del memory.parts._values[name]
    assert get(f"pages/{event.pk}/", rich_text="json").content == expected


def test_the_spelling_of_api_v2_is_taken(get, event):
    path = f"pages/{event.pk}/"
    assert get(path, rich_text_format="html").content == get(path).content
    assert get(path, rich_text_format="markdown").content == get(path, rich_text="markdown").content
    assert get(path, rich_text_format="markdown", rich_text="markdown").status_code == 200


def test_an_empty_rich_text_is_an_empty_tree(get, make_event):
    event = make_event()
    assert get(f"pages/{event.pk}/", rich_text="json").json()["teaser"] == []
    assert get(f"pages/{event.pk}/", rich_text="markdown").json()["teaser"] == ""


def test_a_snapshot_without_rich_text_keeps_no_trees(get, event):
    assert get(f"images/{event.image.pk}/").status_code == 200
    snapshot = Snapshot.objects.get(object_id=event.image.pk, model="clinic_media.clinicimage")
    assert (snapshot.rich_text_etag, snapshot.content.rich_text) == ("", None)
    assert json.loads(get(f"images/{event.image.pk}/", rich_text="json").content)["id"] == event.image.pk
