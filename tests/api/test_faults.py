"""What fails stays in its place: a page, a field, a block."""

import json
import logging

import pytest
from django.test import Client
from wagtail import blocks
from wagtail.models import Site

from tests.plugin.models import EventPage


@pytest.fixture
def broken(make_event, monkeypatch):
    """One event whose property fails, and one whose does not."""
    one, other = make_event(title="One"), make_event(title="Other")

    def fail(error):
        def headline(self):
            if self.pk == one.pk:
                return error() if callable(error) and not isinstance(error, type) else _raise(error)
            return self.title

        monkeypatch.setattr(EventPage, "headline", property(headline))
        return one, other

    return fail


def _raise(error):
    raise error


FAULTS = [ValueError("x"), AttributeError("x"), KeyError("x"), RecursionError(), object, lambda: float("nan")]


@pytest.mark.parametrize("fault", FAULTS, ids=["value", "attribute", "key", "recursion", "no-json", "nan"])
def test_a_property_that_fails_costs_its_page_that_field_alone(get, broken, fault, caplog):
    one, other = broken(fault if not isinstance(fault, type) else (lambda: fault()))
    listing = get("pages/", type="plugin.EventPage", fields="*").json()["items"]
    assert [(item["title"], item["headline"]) for item in listing] == [("One", None), ("Other", "Other")]
    assert get(f"pages/{one.pk}/").json()["headline"] is None
    assert get(f"pages/{other.pk}/").json()["headline"] == "Other"
    assert get(f"pages/{one.pk}/").json()["title"] == "One"
    for fields in ("_,id,title", "seats"):
        found = get("pages/", type="plugin.EventPage", fields=fields).json()["items"]
        assert [item.get("title") for item in found] == ["One", "Other"]
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert any("headline" in text and str(one.pk) in text for text in said)


def test_an_answer_that_lacks_a_field_is_not_kept_for_long(get, broken):
    one, other = broken(ValueError("x"))
    failed, whole = get(f"pages/{one.pk}/"), get(f"pages/{other.pk}/")
    assert "stale-if-error" not in failed["Cache-Control"]
    assert "stale-if-error" in whole["Cache-Control"]


def test_a_block_that_fails_costs_no_reader_the_others(get, make_event, monkeypatch, caplog):
    class Fails(blocks.CharBlock):
        def get_api_representation(self, value, context=None):
            return 1 / 0

    parts = [("text", blocks.CharBlock()), ("fails", Fails())]
    stream = blocks.StreamBlock([*parts, ("box", blocks.StructBlock([(name, part) for name, part in parts]))])
    monkeypatch.setitem(vars(EventPage._meta.get_field("body")), "stream_block", stream)
    body = [{"type": "text", "value": "one"}, {"type": "fails", "value": "two"}]
    event = make_event(body=[*body, {"type": "box", "value": {"text": "three", "fails": "four"}}])
    found = get(f"pages/{event.pk}/").json()["body"]
    assert [(block["type"], block["value"]) for block in found] == [
        ("text", "one"),
        ("box", {"text": "three", "fails": None}),
    ]
    assert any("fails" in record.getMessage() and str(event.pk) in record.getMessage() for record in caplog.records)


def test_a_block_whose_markdown_fails_still_says_its_words(make_event, monkeypatch, client):
    class Fails(blocks.StructBlock):
        heading = blocks.CharBlock()

        def get_markdown(self, value):
            return {}["gone"]

    stream = blocks.StreamBlock([("box", Fails()), ("text", blocks.CharBlock())])
    monkeypatch.setitem(vars(EventPage._meta.get_field("body")), "stream_block", stream)
    event = make_event(body=[{"type": "box", "value": {"heading": "Call now"}}, {"type": "text", "value": "Then wait"}])
    answer = client.get(f"/api/v2/pages/{event.pk}/", headers={"accept": "text/markdown"})
    assert answer.status_code == 200
    assert "Call now" in answer.content.decode()
    assert "Then wait" in answer.content.decode()


def test_a_choice_that_is_gone_is_no_error(get, make_event, monkeypatch):
    kinds = [("a", "A"), ("b", "B")]
    children = [
        ("one", blocks.ChoiceBlock(choices=kinds)),
        ("standing_in", blocks.ChoiceBlock(choices=kinds, default="b")),
        ("several", blocks.MultipleChoiceBlock(choices=kinds)),
    ]
    stream = blocks.StreamBlock([("box", blocks.StructBlock(children))])
    monkeypatch.setitem(vars(EventPage._meta.get_field("body")), "stream_block", stream)
    event = make_event(body=[{"type": "box", "value": {"one": "x", "standing_in": "x", "several": ["a", "x"]}}])
    for query in ({}, {"rich_text": "json"}, {"format": "markdown"}):
        assert get(f"pages/{event.pk}/", **query).status_code == 200
    assert get(f"pages/{event.pk}/").json()["body"][0]["value"] == {"one": None, "standing_in": "b", "several": ["a"]}


@pytest.mark.parametrize(
    "stored", ["x", {"no": "list"}, [1], [{"type": "page", "value": "not a key"}], [{"no": "type"}]]
)
def test_a_stream_that_cannot_be_read_costs_no_listing(get, make_event, stored):
    event, other = make_event(title="One"), make_event(title="Other")
    EventPage.objects.filter(pk=event.pk).update(body=json.dumps(stored))
    for query in ({"fields": "*"}, {"fields": "_,id,title"}, {}):
        found = get("pages/", type="plugin.EventPage", **query)
        assert found.status_code == 200
        assert [item["title"] for item in found.json()["items"]] == ["One", "Other"]
    assert get(f"pages/{event.pk}/").status_code == get(f"pages/{other.pk}/").status_code == 200


def test_a_site_that_there_is_not_lists_no_others(get, site):
    Site.objects.create(hostname="secret.example.org", root_page=site.root_page)
    for path in ("pages/", "redirects/", "routes/", "site/", "sitemap/", "feed/", "robots/"):
        problem = get(path, site="nosuch")
        assert problem.status_code == 404, path
        assert "secret.example.org" not in problem.content.decode()
        assert "allowed" not in problem.json()
    assert get("search/", q="x", site="nosuch").status_code == 404


def test_listings_are_empty_where_there_is_no_site(client: Client, make_event):
    make_event()
    Site.objects.all().delete()
    own = ("clinics/", "faqs/", "people/", "topics/", "routes/", "search/?q=event", "redirects/all/")
    for path in ("pages/", "redirects/", "pages/?type=plugin.EventPage", *own):
        answer = client.get(f"/api/v2/{path}")
        assert (path, answer.status_code) == (path, 200)
        assert answer.json()["items"] == []
    for path in ("site/", "pages/1/", "pages/find/?html_path=/", "pages/find/?id=1", "redirects/1/", "sitemap/"):
        assert client.get(f"/api/v2/{path}").status_code == 404, path
    assert client.get("/api/v2/images/").status_code == 200
