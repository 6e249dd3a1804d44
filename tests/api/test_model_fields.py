"""Every kind of model field can be sent, whatever keywords it has been given."""

import pytest
import wagtail.fields
from django.contrib.postgres import fields as postgres_fields
from django.core.validators import MinLengthValidator
from django.db import models
from wagtail.fields import RichTextField

from api.contract.serializers import ObjectSerializer
from tests.plugin.models import EventPage

NEEDS = {
    "DecimalField": {"max_digits": 9, "decimal_places": 2},
    "FilePathField": {"path": "/nowhere"},
    "GeneratedField": {"expression": models.F("pk"), "output_field": models.IntegerField(), "db_persist": True},
    "ArrayField": {"base_field": models.CharField(max_length=9)},
    "StreamField": {"block_types": []},
}
KEYWORDS = [
    {},
    {"null": True, "blank": True},
    {"max_length": 9},
    {"editable": False},
    {"editable": False, "max_length": 9, "null": True},
    {"default": None, "help_text": "Help", "verbose_name": "Name"},
    {"unique": True, "db_index": True, "error_messages": {"invalid": "x"}},
    {"validators": [MinLengthValidator(1)], "blank": True},
    {"choices": [("a", "A")]},
    {"choices": [("a", "A")], "null": True, "max_length": 9},
    {"db_default": models.Value(None), "db_column": "x", "db_comment": "x"},
    {"features": ["bold"], "editor": "default", "max_length": 9, "search_index": False},
    {"min_num": 1, "max_num": 2, "required": False},
]
# What is no column of its own, and what only others derive from.
ABSTRACT = ("CompositePrimaryKey", "RangeField")
RELATIONS = (models.ForeignKey, models.OneToOneField, models.ManyToManyField, models.ForeignObject)


def field_classes():
    modules = (models, wagtail.fields, postgres_fields)
    found = {cls for module in modules for cls in vars(module).values() if isinstance(cls, type)}
    named = {cls for cls in found if issubclass(cls, models.Field) and not issubclass(cls, RELATIONS)}
    left_out = {models.Field, *(cls for cls in named if cls.__name__ in ABSTRACT)}
    return sorted(named - left_out, key=lambda cls: (cls.__module__, cls.__name__))


def made_by(cls):
    """The field with each set of keywords that its class takes."""
    for keywords in KEYWORDS:
        try:
            field = cls(**{**NEEDS.get(cls.__name__, {}), **keywords})
        except (TypeError, ValueError):
            continue
        field.set_attributes_from_name("value")
        field.model = EventPage
        yield keywords, field


@pytest.mark.parametrize("cls", field_classes(), ids=lambda cls: cls.__name__)
def test_every_field_has_a_serializer_with_all_its_keywords(cls):
    made = list(made_by(cls))
    assert made
    for keywords, field in made:
        serializer, arguments = ObjectSerializer().build_standard_field("value", field)
        assert serializer(**arguments) is not None, keywords


@pytest.mark.parametrize(
    "keywords", [{"max_length": 50}, {"max_length": 50, "editable": False}, {"features": ["bold"]}]
)
def test_rich_text_of_a_limited_length_is_served(get, make_event, monkeypatch, keywords):
    field = EventPage._meta.get_field("teaser")
    given = RichTextField(blank=True, **keywords)
    for name in ("max_length", "editable", "features", "_validators"):
        monkeypatch.setattr(field, name, getattr(given, name))
    monkeypatch.setitem(vars(field), "validators", given.validators)
    event = make_event(teaser="<p>Short</p>")
    assert get(f"pages/{event.pk}/").json()["teaser"] == "<p>Short</p>"
    found = get("pages/", type="plugin.EventPage", fields="teaser").json()["items"]
    assert found[-1]["teaser"] == "<p>Short</p>"


def test_a_stream_that_staff_cannot_edit_is_served(get, make_event, monkeypatch):
    monkeypatch.setattr(EventPage._meta.get_field("body"), "editable", False)
    event = make_event(body=[{"type": "text", "value": "<p>x</p>"}])
    assert get(f"pages/{event.pk}/").json()["body"][0]["value"] == "<p>x</p>"


def test_links_follow_the_site_where_no_address_of_the_api_is_set(get, client, make_event, site, settings):
    settings.WAGTAILAPI_BASE_URL = None
    event = make_event()
    for host in ("testserver", "www.clinic.example"):
        answer = client.get(f"/api/v2/pages/{event.pk}/", headers={"host": host})
        assert answer.json()["meta"]["detail_url"] == f"{site.root_url}/api/v2/pages/{event.pk}/"
    site.port = 8443
    site.save()
    assert get("pages/").json()["items"][0]["meta"]["detail_url"].startswith("http://www.clinic.example:8443/")
