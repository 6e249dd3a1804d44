import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from openapi_spec_validator import validate
from rest_framework.fields import Field
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.api import APIField

from api.contract.configuration import ObjectConfiguration
from api.contract.serializers import ObjectField
from api.json_schema import nullable
from api.openapi.blocks import block_schema
from api.openapi.document import build_document
from api.openapi.objects import object_schema
from api.openapi.shapes import Shapes, UndeclaredShapes
from tests.plugin.models import EventPage, Venue


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return build_document()


@pytest.fixture
def schemas(document: dict[str, Any]) -> dict[str, Any]:
    return document["components"]["schemas"]


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def event_schema(shapes: Shapes, *fields: APIField) -> dict[str, Any]:
    """The schema of event pages with further API fields."""

    class Endpoint(ObjectConfiguration):
        body_fields: list[Any] = [*ObjectConfiguration.body_fields, *fields]

    object_schema(shapes, Endpoint, EventPage, "detail", [EventPage])
    return shapes.schemas["EventPage"]["properties"]


def test_the_document_is_openapi_3_1(document):
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_it_is_the_same_each_time_and_names_no_host(document):
    text = json.dumps(document)
    assert text == json.dumps(build_document())
    assert "127.0.0.1" not in text
    assert "localhost" not in text
    assert [server["url"] for server in document["servers"]] == ["/"]


@pytest.mark.django_db
def test_it_asks_no_database(django_assert_num_queries, document):
    with django_assert_num_queries(0):
        build_document()


def test_a_page_type_of_another_app_is_there_without_being_named_in_api(schemas):
    assert ref("EventPage") in schemas["AnyPage"]["anyOf"]
    event = schemas["EventPage"]
    assert event["properties"]["meta"] == ref("EventPageMeta")
    assert schemas["EventPageMeta"]["properties"]["type"] == {"type": "string", "const": "plugin.EventPage"}
    assert event["properties"]["starts_on"] == nullable({"type": "string", "format": "date"})
    assert event["properties"]["headline"] == {"type": "string"}
    assert event["properties"]["tags"]["items"] == {"type": "string"}
    assert event["additionalProperties"] is False
    assert set(event["required"]) == set(event["properties"])


def test_related_objects_are_described_with_what_is_sent_of_them(schemas):
    properties = schemas["EventPage"]["properties"]
    assert properties["picture"] == nullable(ref("NestedClinicImage"))
    assert properties["venues"] == {"type": "array", "items": ref("NestedVenue")}
    # No endpoint serves venues, so that they have no address.
    assert list(schemas["NestedVenueMeta"]["properties"]) == ["type"]
    assert list(schemas["NestedSpeaker"]["properties"]) == ["id", "meta", "name", "portrait"]


def test_streams_are_told_apart_by_type(schemas):
    assert schemas["EventPage"]["properties"]["body"]["items"] == ref("EventBody")
    choice = schemas["EventBody"]
    assert choice["discriminator"]["propertyName"] == "type"
    assert set(choice["discriminator"]["mapping"]) == {
        *("text", "page", "image", "described_image", "document", "venue", "sponsor", "sponsors", "steps", "links")
    }
    assert schemas["LinksBlock"]["properties"]["value"]["items"] == ref("LinksBlockValueItem")
    links = schemas["LinksBlockValueItemValue"]
    assert links["properties"]["label"] == nullable({"type": "string"})
    assert links["properties"]["page"]["anyOf"][-1] == {"type": "null"}
    assert schemas["VenueBlock"]["properties"]["value"] == nullable(ref("VenueReference"))


def test_parameters_say_what_they_take(document):
    parameters = {each["name"]: each for each in document["paths"]["/api/v2/pages/"]["get"]["parameters"]}
    assert "plugin.EventPage" in parameters["type"]["schema"]["items"]["enum"]
    assert {"title", "-title", "seats", "random"} <= set(parameters["order"]["schema"]["items"]["enum"])
    assert parameters["limit"]["schema"]["maximum"] == 100
    assert parameters["locale"]["schema"] == {"type": "string", "enum": ["en", "es", "*"]}
    assert "with `type=plugin.EventPage`" in parameters["seats"]["description"]
    assert all(each["description"] for each in parameters.values())


def test_each_address_says_which_errors_it_may_answer_with(document):
    for path, methods in document["paths"].items():
        assert {"200", "304", "400", "404", "429", "503"} <= set(methods["get"]["responses"]), path


class Unspoken(ObjectField):
    def to_representation(self, value: Any) -> Any:
        return value


class HalfSpoken(ObjectField):
    def to_representation(self, value: Any) -> dict[str, Any]:
        return {}


@pytest.mark.parametrize("field", [Unspoken(), HalfSpoken()])
def test_a_field_that_does_not_say_what_it_sends_is_named(field: Field):
    shapes = Shapes()
    event_schema(shapes, APIField("colour", serializer=field))
    assert [fault for fault in shapes.undeclared if fault.startswith("plugin.EventPage.colour ")]


def test_a_property_without_a_type_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(EventPage, "mood", property(lambda page: "good"), raising=False)
    shapes = Shapes()
    event_schema(shapes, APIField("mood"))
    assert "plugin.EventPage.mood" in shapes.undeclared[0]
    assert "no return annotation" in shapes.undeclared[0]


def test_a_block_that_does_not_say_what_it_sends_is_named():
    class MuteBlock(blocks.StructBlock):
        def get_api_representation(self, value: Any, context: Any = None):
            return {}

    shapes = Shapes()
    block_schema(shapes, blocks.ListBlock(MuteBlock()), "Body.mute")
    assert shapes.undeclared == [
        "Body.mute[] has a block MuteBlock whose get_api_representation does not say what it returns."
    ]


def test_the_whole_document_fails_when_something_is_not_declared(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(EventPage, "api_fields", [*EventPage.api_fields, APIField("mood", serializer=Unspoken())])
    with pytest.raises(UndeclaredShapes, match=r"plugin\.EventPage\.mood"):
        build_document()


def test_two_shapes_of_one_name_are_told_apart_or_named():
    shapes = Shapes()
    assert shapes.add({"type": "string"}, ["Thing", "OtherThing"]) == "Thing"
    assert shapes.add({"type": "string"}, ["Thing", "OtherThing"]) == "Thing"
    assert shapes.add({"type": "integer"}, ["Thing", "OtherThing"]) == "OtherThing"
    shapes.add({"type": "boolean"}, ["Thing"])
    assert "Thing has the name of another shape" in shapes.undeclared[0]


def test_types_are_taken_at_their_word():
    class Shape(TypedDict):
        """What ``it`` is."""

        it: int | None

    shapes = Shapes()
    assert shapes.of_type(Shape, "x") == ref("Shape")
    assert shapes.schemas["Shape"]["description"] == "What `it` is."
    assert shapes.schemas["Shape"]["additionalProperties"] is False
    assert shapes.schemas["Shape"]["properties"]["it"] == nullable({"type": "integer"})


@pytest.mark.django_db
def test_it_is_served_with_an_etag(client, get: Callable[..., Any], document):
    response = get("schema/")
    assert response["Content-Type"] == "application/json"
    assert response.json() == document
    assert client.get("/api/v2/schema/", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert get("schema/", colour="red").status_code == 400


@pytest.mark.django_db
def test_it_is_made_once(get: Callable[..., Any], monkeypatch: pytest.MonkeyPatch):
    first = get("schema/").content
    monkeypatch.setattr("api.openapi.document._build", None)
    assert get("schema/").content == first


def test_models_without_a_title_are_referred_to_without_one(schemas):
    assert issubclass(Venue, Model)
    assert list(schemas["VenueReference"]["properties"]) == ["id", "meta", "title"]
