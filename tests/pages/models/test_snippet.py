"""The shape of a snippet is said once, by its ``api_fields``."""

import pytest

from api.delivery.selection import choose
from api.openapi.document import build_document
from api.represent.representations import represent
from pages.endpoints.people import PeopleViewSet
from pages.models import Topic
from tests.pages.factories import PersonFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fields_of_topics(monkeypatch):
    """Gives topics other fields while a test runs."""

    def change(fields, in_references):
        monkeypatch.setattr(Topic, "api_fields", fields)
        monkeypatch.setattr(Topic, "api_reference_fields", in_references)
        choose.cache_clear()

    yield change
    choose.cache_clear()


def test_references_the_endpoint_and_the_description_follow_from_the_fields(client, fields_of_topics):
    topic = TopicFactory(name="Sleep", slug="sleep", description="Rest.")
    fields_of_topics(["description", "name"], None)
    shown = represent(topic, None)
    assert list(shown.items())[2:] == [("description", "Rest."), ("name", "Sleep")]
    (listed,) = client.get("/api/v2/topics/").json()["items"]
    assert list(listed) == ["id", "meta", "description", "name"]
    schemas = build_document()["components"]["schemas"]
    for name in ("Topic", "ListedTopic", "TopicRepresentation"):
        assert list(schemas[name]["properties"]) == ["id", "meta", "description", "name"]


def test_a_reference_shows_fewer_fields_where_the_model_names_them(fields_of_topics):
    topic = TopicFactory(name="Sleep")
    fields_of_topics(["name", "slug", "description"], ["name"])
    assert list(represent(topic, None)) == ["id", "meta", "name"]
    assert build_document()["components"]["schemas"]["TopicRepresentation"]["required"] == ["id", "meta", "name"]


def test_an_endpoint_may_list_fewer_fields(client):
    PersonFactory()
    (person,) = client.get("/api/v2/people/").json()["items"]
    assert {"name", "photo"} < person.keys()
    assert "biography" not in person
    assert set(PeopleViewSet.listing_default_fields) == {*person, *person["meta"]} - {"meta"}
