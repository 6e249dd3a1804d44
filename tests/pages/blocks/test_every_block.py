"""Whatever block a page type has, at any depth: it is shown, described, read and searched."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.blocks import BaseStreamBlock
from wagtail.models import Page

from api.represent.blocks import block_markdown, block_passages, represent_block, searchable_content
from api.represent.blocks.adapters import adapter_of
from api.represent.blocks.stock.plain import UnknownAdapter
from tests.contract.content import make_content
from tests.made_up_blocks import Inventor, reachable, schema_faults, stream_fields

STREAMS = {f"{field.model.__name__}.{field.name}": field.stream_block for field in stream_fields()}


@pytest.fixture
def inventor(db: None, settings: Any) -> Inventor:
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    make_content()
    ContentType.objects.clear_cache()
    return Inventor(_chosen)


def _chosen(model: Any) -> Any:
    objects = model._default_manager.all()
    return (objects.filter(depth__gt=2) if issubclass(model, Page) else objects).first()


def test_all_page_types_are_walked():
    assert {"ArticlePage.body", "FaqPage.sections", "EventPage.body"} <= set(STREAMS)


def test_every_block_is_shown_described_read_and_searched(inventor: Inventor):
    seen: set[Any] = set()
    for place, stream in STREAMS.items():
        for block in reachable(stream):
            if (key := (type(block), block.name, str(block.deconstruct()))) in seen:
                continue
            seen.add(key)
            before = len(inventor.words)
            value = block.to_python(inventor.value(block))
            shown = represent_block(block, value, None)
            words = inventor.words[before:]
            assert schema_faults(block, shown) == [], (place, block.name)
            read, found = block_markdown(block, shown), " ".join(searchable_content(block, value))
            assert isinstance(read, str)
            for passage in block_passages(block, shown):
                assert all(word in found for word in passage.text.split() if word in words), (place, block.name)
    assert len(seen) > 40


def test_every_block_is_known():
    found = [block for stream in STREAMS.values() for block in reachable(stream)]
    assert [block for block in found if isinstance(adapter_of(block), UnknownAdapter)] == []


def test_the_words_by_which_a_block_is_found_are_read_and_quoted(inventor: Inventor):
    for stream in STREAMS.values():
        for block in stream.child_blocks.values():
            if isinstance(block, BaseStreamBlock):
                continue
            value = block.to_python(inventor.value(block))
            own = [word for text in searchable_content(block, value) for word in text.split() if word in inventor.words]
            shown = represent_block(block, value, None)
            read, quoted = block_markdown(block, shown), " ".join(each.text for each in block_passages(block, shown))
            assert [word for word in own if word not in quoted or word not in read] == [], block.name
