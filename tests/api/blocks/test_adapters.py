"""A block of another package is registered once, and appears everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.rich_text import RichText

from api.openapi.blocks import block_schema
from api.openapi.shapes import Shapes
from api.represent.blocks import (
    BlockAdapter,
    adapters,
    block_markdown,
    block_passages,
    register_block,
    represent_block,
    searchable_content,
)
from api.represent.blocks.stock.containers import StructAdapter
from api.represent.markdown import text as md
from api.represent.passages import Passage
from api.search.fields import WordsField
from tests.plugin.models import EventPage


class MapBlock(blocks.FieldBlock):
    """As another package would have it: Wagtail's API would send its text."""

    field = blocks.CharBlock().field

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        return f"not asked: {value}"


class DetailedMapBlock(MapBlock):
    pass


class Point(TypedDict):
    place: str
    zoom: int


class MapAdapter(BlockAdapter):
    def get_api_representation(self, block: Any, value: Any, context: Any) -> Point:
        return Point(place=value, zoom=12)

    def get_markdown(self, block: Any, shown: Point) -> str:
        return md.strong(md.words(shown["place"]))

    def get_passages(self, block: Any, shown: Point) -> list[Passage]:
        return [Passage(shown["place"])]

    def get_searchable_content(self, block: Any, value: Any) -> list[str]:
        return [value]


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    monkeypatch.setattr(adapters, "_adapters", dict(adapters._adapters))
    monkeypatch.setattr(adapters, "_found", {})


@pytest.fixture
def _map():
    register_block(MapBlock, MapAdapter())


def stream(**children):
    return blocks.StreamBlock(list(children.items()))


def shown_of(block, stored):
    return represent_block(block, block.to_python(stored), None)


@pytest.mark.usefixtures("_map")
@pytest.mark.django_db
def test_a_strangers_block_that_is_registered_appears_in_every_response(get, make_event, monkeypatch):
    body = stream(map=DetailedMapBlock(), box=blocks.StructBlock([("maps", blocks.ListBlock(MapBlock()))]))
    monkeypatch.setitem(vars(EventPage._meta.get_field("body")), "stream_block", body)
    box = {"maps": [{"type": "item", "id": "1", "value": "Chino"}]}
    event = make_event(body=[{"type": "map", "value": "Riverside"}, {"type": "box", "value": box}])
    first, second = get(f"pages/{event.pk}/").json()["body"]
    assert first["value"] == {"place": "Riverside", "zoom": 12}
    assert second["value"]["maps"][0]["value"] == {"place": "Chino", "zoom": 12}
    read = get(f"pages/{event.pk}/", format="markdown").content.decode()
    assert "**Riverside**" in read
    assert "- **Chino**" in read
    assert WordsField("body").get_value(event) == ["Riverside", "Chino"]
    (result,) = get("search/", q=event.title).json()["items"]
    assert "".join(part["text"] for part in result["excerpt"]["parts"]) == "Riverside"


@pytest.mark.usefixtures("_map")
def test_its_shape_is_described():
    shapes = Shapes()
    assert block_schema(shapes, DetailedMapBlock(), "Body.map") == {"$ref": "#/components/schemas/Point"}
    assert shapes.undeclared == []
    assert list(shapes.schemas["Point"]["properties"]) == ["place", "zoom"]


def test_one_that_nobody_registers_is_named():
    shapes = Shapes()
    block_schema(shapes, blocks.FieldBlock(), "Body.map")
    assert shapes.undeclared == ["Body.map has a block FieldBlock, whose shape is not known."]


@pytest.mark.usefixtures("_map")
def test_a_class_of_ones_own_stands_above_the_registered_one_that_it_inherits_from():
    class OwnMapBlock(MapBlock):
        def get_api_representation(self, value: Any, context: Any = None) -> str:
            return value.upper()

    block = OwnMapBlock()
    assert shown_of(block, "Chino") == "CHINO"
    assert block_schema(Shapes(), block, "x") == {"type": "string"}
    assert searchable_content(block, "Chino") == ["Chino"]


def test_a_later_registration_replaces_an_earlier_one_wagtails_included():
    class Loud(BlockAdapter):
        def get_api_representation(self, block: Any, value: Any, context: Any) -> str:
            return value.upper()

    block = blocks.CharBlock()
    assert shown_of(block, "a") == "a"
    register_block(blocks.CharBlock, Loud())
    assert shown_of(block, "a") == "A"


def test_an_adapter_that_returns_the_value_itself_sends_what_its_class_would_have_sent():
    class Same(BlockAdapter):
        def get_api_representation(self, block: Any, value: Any, context: Any) -> Any:
            return {"it": value}

    class Box(blocks.StructBlock):
        word = blocks.CharBlock()

    register_block(Box, Same())
    assert shown_of(Box(), {"word": "a"}) == {"it": {"word": "a"}}


def test_an_adapter_that_inherits_the_schema_of_another_is_described_by_its_own_annotation():
    class Joined(StructAdapter):
        def get_api_representation(self, block: Any, value: Any, context: Any) -> str:
            return " ".join(value.values())

    class Box(blocks.StructBlock):
        word = blocks.CharBlock()

    register_block(Box, Joined())
    assert block_schema(Shapes(), Box(), "x") == {"type": "string"}
    assert shown_of(Box(), {"word": "a"}) == "a"
    assert block_markdown(Box(), "a") == "a"


@pytest.mark.usefixtures("_map")
def test_what_fails_costs_no_reader_the_rest(caplog, monkeypatch):
    def fail(*args: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(MapAdapter, "get_passages", fail)
    monkeypatch.setattr(MapAdapter, "get_markdown", fail)
    body = stream(map=MapBlock(), text=blocks.CharBlock())
    shown = shown_of(body, [{"type": "map", "value": "Chino"}, {"type": "text", "value": "after"}])
    assert [passage.text for passage in block_passages(body, shown)] == ["after"]
    assert block_markdown(body, shown) == "Chino\n\n12\n\nafter"
    assert "The text of the block map (MapBlock) could not be read" in caplog.text


def test_words_below_a_heading_know_its_anchor():
    body = stream(text=blocks.RichTextBlock(), quote=blocks.CharBlock())
    shown = [
        {"type": "quote", "value": "before"},
        {"type": "text", "value": '<h2 id="sleep">Sleep</h2><p>well</p>'},
        {"type": "quote", "value": "after"},
    ]
    assert block_passages(body, shown) == [
        Passage("before", None),
        Passage("Sleep", "sleep"),
        Passage("well", "sleep"),
        Passage("after", "sleep"),
    ]


def test_what_wagtail_does_not_search_is_not_quoted():
    box = blocks.StructBlock(
        [("a", blocks.CharBlock(search_index=False)), ("b", blocks.RichTextBlock()), ("c", blocks.URLBlock())]
    )
    value = box.to_python({"a": "hidden", "b": "<p>seen</p>", "c": "https://www.example.org/"})
    assert isinstance(value["b"], RichText)
    shown = represent_block(box, value, None)
    assert [passage.text for passage in block_passages(box, shown)] == ["seen"]
    assert searchable_content(box, value) == ["seen"]
