"""Every block of Wagtail is shown, described, read and searched."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from api.represent.blocks import block_markdown, block_passages, represent_block, searchable_content
from api.represent.blocks.adapters import adapter_of, registered_blocks
from api.represent.blocks.stock.plain import UnknownAdapter
from tests.api.test_hidden_in_blocks import CLASSES, block_classes
from tests.made_up_blocks import Inventor, schema_faults
from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import Venue

MAKERS: dict[type[blocks.Block], Any] = {
    blocks.BaseStructBlock: lambda cls: cls([("words", blocks.CharBlock())]),
    blocks.BaseStreamBlock: lambda cls: cls([("words", blocks.CharBlock())]),
    blocks.ListBlock: lambda cls: cls(blocks.CharBlock()),
    blocks.RegexBlock: lambda cls: cls(regex=".*"),
    SnippetChooserBlock: lambda cls: cls(Venue),
}
CHOICES = [("a", "A"), ("b", "B")]


def make(cls: type[blocks.Block]) -> blocks.Block:
    if cls.__qualname__ == "ImageBlock":
        return cls()
    if cls.__qualname__ == "TypedTableBlock":
        return cls([("words", blocks.CharBlock())])
    if "Choice" in cls.__qualname__:
        return cls(choices=CHOICES)
    maker = next((MAKERS[base] for base in cls.__mro__ if base in MAKERS), lambda cls: cls())
    return maker(cls)


@pytest.fixture
def inventor(home: Page) -> Inventor:
    def choose(model: Any) -> Any:
        if issubclass(model, Page):
            return home
        if model is Venue:
            return Venue.objects.create(title="Hall")
        return DocumentFactory() if "Document" in model.__name__ else ImageFactory()

    return Inventor(choose)


@pytest.mark.django_db
def test_every_block_of_wagtail_is_known(inventor: Inventor):
    assert [cls for cls in CLASSES if isinstance(adapter_of(make(cls)), UnknownAdapter)] == []
    assert {cls for cls in registered_blocks() if cls.__module__.startswith("wagtail.")} <= set(block_classes())
    for cls in CLASSES:
        block, before = make(cls), len(inventor.words)
        block.set_name("it")
        value = block.to_python(inventor.value(block))
        shown = represent_block(block, value, None)
        assert schema_faults(block, shown) == [], cls
        found = searchable_content(block, value)
        read, quoted = block_markdown(block, shown), [passage.text for passage in block_passages(block, shown)]
        words = [] if cls is blocks.RawHTMLBlock else inventor.words[before:]
        for word in words:
            assert (word in read, word in " ".join(quoted)) == (True, True), cls
        assert bool(found) >= bool(words), cls


def test_a_table_of_wagtails_reads_as_one():
    block = TableBlock()
    shown = {"data": [["Level", "Hours"], ["Outpatient", None]], "table_header_choice": "row", "table_caption": "A"}
    assert block_markdown(block, shown) == "**A**\n\n| Level | Hours |\n| --- | --- |\n| Outpatient |  |"
    assert [passage.text for passage in block_passages(block, shown)] == ["Level; Hours", "Outpatient"]
    assert schema_faults(block, shown) == []
    assert schema_faults(block, {"data": "?"}) != []
