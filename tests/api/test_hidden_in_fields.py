"""Every serializer field of Django REST Framework and of Wagtail, fed with what is hidden and raw."""

import pytest
import rest_framework.relations
import rest_framework.serializers
import wagtail.api.v2.serializers
import wagtail.images.api.fields
from django.db import models
from django.utils.safestring import mark_safe
from rest_framework import serializers
from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page
from wagtail.rich_text import RichText

from api.contract.configuration import ObjectConfiguration
from api.delivery.selection import choose
from api.represent.fields import ReadOnlyField
from tests.api.hidden import make_hidden, traces
from tests.kept import kept
from tests.plugin.models import EventPage, Speaker, Venue

MODULES = (rest_framework.relations, rest_framework.serializers, wagtail.api.v2.serializers, wagtail.images.api.fields)
# What no project writes by itself: fields around others, tried below, and those that API v2 makes for relations.
MADE_BY_OTHERS = {
    rest_framework.relations.ManyRelatedField,
    wagtail.api.v2.serializers.RelatedField,
    wagtail.api.v2.serializers.ChildRelationField,
}


def field_classes():
    found = {cls for module in MODULES for cls in vars(module).values() if isinstance(cls, type)}
    fields = {cls for cls in found if issubclass(cls, Field) and not issubclass(cls, serializers.BaseSerializer)}
    return sorted(fields - MADE_BY_OTHERS, key=lambda cls: (cls.__module__, cls.__qualname__))


NEEDS = {
    "ChoiceField": {"choices": ["a"]},
    "MultipleChoiceField": {"choices": ["a"]},
    "FilePathField": {"path": "/"},
    "RegexField": {"regex": ".*"},
    "DecimalField": {"max_digits": 9, "decimal_places": 2},
    "ImageRenditionField": {"filter_spec": "fill-20x20"},
    "ModelField": {"model_field": models.CharField()},
    "SlugRelatedField": {"slug_field": "title"},
    "HyperlinkedRelatedField": {"view_name": "x", "lookup_field": "pk"},
    "HyperlinkedIdentityField": {"view_name": "x"},
    "HiddenField": {"default": "x"},
}
# What a field reads: foreign keys, dotted sources, and what properties return.
SOURCES = ["series", "picture", "programme", "series.title", "picture.title", "picture.file", "programme.url"]
SOURCES += ["one_hidden", "all_hidden", "hidden_pages", "series_title", "raw_teaser", "rich_teaser", "stream", "files"]


@kept
def hidden(home, private_collection):
    return make_hidden(home, private_collection)


@pytest.fixture
def fields_of(monkeypatch):
    """Gives models other ``api_fields`` while a test runs."""

    def change(model, fields):
        monkeypatch.setattr(model, "api_fields", fields)
        choose.cache_clear()

    yield change
    choose.cache_clear()


@pytest.fixture
def event(make_event, hidden, monkeypatch):
    """An event that refers to all that is hidden, and whose properties return it."""
    found = [hidden.page, hidden.draft, hidden.image, hidden.document, hidden.venue]
    properties = {
        "one_hidden": lambda self: hidden.page,
        "all_hidden": lambda self: found,
        "hidden_pages": lambda self: Page.objects.filter(pk__in=[hidden.page.pk, hidden.draft.pk]),
        "series_title": lambda self: self.series.title,
        "raw_teaser": lambda self: self.teaser,
        "rich_teaser": lambda self: RichText(self.teaser),
        "marked_teaser": lambda self: mark_safe(self.teaser),  # noqa: S308
        "stream": lambda self: self.body,
        "files": lambda self: {"file": hidden.image.file, "of": [hidden.document.file]},
        "first_speaker": lambda self: self.speakers.first(),
    }
    for name, read in properties.items():
        monkeypatch.setattr(EventPage, name, property(read), raising=False)
    body = [
        {"type": "text", "value": hidden.rich_text},
        {"type": "page", "value": hidden.page.pk},
        {"type": "image", "value": hidden.image.pk},
        {"type": "venue", "value": hidden.venue.pk},
    ]
    event = make_event(
        teaser=hidden.rich_text, body=body, series=hidden.page, picture=hidden.image, programme=hidden.document
    )
    event.venues.add(hidden.venue)
    event.speakers.add(Speaker(name="Somebody", portrait=hidden.image))
    event.save()
    return event


@pytest.mark.parametrize("cls", field_classes(), ids=lambda cls: cls.__qualname__)
def test_no_field_sends_what_is_hidden_or_raw(get, event, fields_of, cls):
    needs = NEEDS.get(cls.__qualname__, {})
    if issubclass(cls, serializers.RelatedField):
        needs = {**needs, "read_only": True}
    names = {f"f{number}": source for number, source in enumerate(SOURCES)}
    try:
        made = [APIField(name, cls(source=source, **needs)) for name, source in names.items()]
    except TypeError:  # Fields with a source of their own, which is the whole object.
        made = [APIField("whole", cls(**needs))]
    fields_of(EventPage, made)
    for path, query in ((f"pages/{event.pk}/", {}), ("pages/", {"type": "plugin.EventPage", "fields": "*"})):
        response = get(path, **query)
        assert response.status_code == 200
        assert traces(response.content.decode()) == []


def test_fields_without_a_serializer_send_nothing_hidden_either(get, event, fields_of):
    names = ["series_title", "raw_teaser", "rich_teaser", "marked_teaser", "stream", "files", "all_hidden"]
    fields_of(EventPage, [*names, "one_hidden", "hidden_pages", "series", "picture", "programme", "venues", "speakers"])
    response = get(f"pages/{event.pk}/")
    assert traces(response.content.decode()) == []
    body = response.json()
    assert body["all_hidden"] == body["hidden_pages"] == body["venues"] == []
    assert body["one_hidden"] is body["series_title"] is body["series"] is None
    assert body["raw_teaser"] == body["rich_teaser"] == body["marked_teaser"] == "<p>words words words </p>"
    assert [block["type"] for block in body["stream"]] == ["text", "page", "image", "venue"]
    assert body["speakers"][0]["name"] == "Somebody"
    assert body["speakers"][0]["portrait"] is None


class PortraitSerializer(serializers.ModelSerializer):
    picture = ImageRenditionField("fill-20x20", source="portrait")
    title = serializers.CharField(source="portrait.title", read_only=True)

    class Meta:
        model = Speaker
        fields = ["name", "portrait", "picture", "title"]


class SeriesSerializer(serializers.ModelSerializer):
    speakers = PortraitSerializer(many=True)
    venues = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    names = serializers.SlugRelatedField(source="venues", many=True, read_only=True, slug_field="title")
    said = serializers.SerializerMethodField()

    class Meta:
        model = EventPage
        fields = ["title", "series", "picture", "speakers", "venues", "names", "said"]

    def get_said(self, page):
        return {"page": page.series, "title": page.series and page.series.title, "teaser": page.teaser}


def test_serializers_of_a_projects_own_show_nothing_hidden_at_any_depth(get, event, make_event, fields_of):
    outer = make_event(series=event)
    shown = Venue.objects.create(title="The hall")
    event.venues.add(shown)
    event.save()
    fields_of(
        EventPage, [APIField("whole", SeriesSerializer(source="*")), APIField("one", SeriesSerializer(source="series"))]
    )
    monkeyed = get(f"pages/{event.pk}/")
    assert traces(monkeyed.content.decode()) == []
    whole = monkeyed.json()["whole"]
    assert (whole["series"], whole["picture"], whole["venues"], whole["names"]) == (
        None,
        None,
        [shown.pk],
        ["The hall"],
    )
    assert whole["speakers"][0]["name"] == "Somebody"
    assert traces(get(f"pages/{outer.pk}/").content.decode()) == []


def test_a_field_that_derives_from_ours_gets_nothing_hidden(get, event, fields_of):
    class TitleField(ReadOnlyField):
        def to_representation(self, value):
            return value.title

    fields_of(
        EventPage, [APIField("one", TitleField(source="one_hidden")), APIField("two", TitleField(source="series"))]
    )
    body = get(f"pages/{event.pk}/").json()
    assert (body["one"], body["two"]) == (None, None)


def test_a_representation_that_a_model_makes_of_itself_follows_no_key_to_what_is_hidden(
    get, make_event, hidden, monkeypatch
):
    def get_api_representation(self, context=None):
        return {"title": self.title, "directions": self.directions, "picture": self.picture and self.picture.title}

    monkeypatch.setattr(Venue, "get_api_representation", get_api_representation, raising=False)
    venue = Venue.objects.create(title="The hall", directions=hidden.rich_text, picture=hidden.image)
    event = make_event(body=[{"type": "venue", "value": venue.pk}])
    event.venues.add(venue)
    event.save()
    response = get(f"pages/{event.pk}/")
    assert traces(response.content.decode()) == []
    assert response.json()["body"][0]["value"]["title"] == "The hall"


def test_what_is_withheld_in_an_answer_stays_in_the_database(get, event, fields_of, hidden):
    fields_of(EventPage, ["series_title"])
    get(f"pages/{event.pk}/")
    again = EventPage.objects.get(pk=event.pk)
    assert (again.series_id, again.picture_id) == (hidden.page.pk, hidden.image.pk)
    assert "title" in ObjectConfiguration.get_available_fields(Venue)
