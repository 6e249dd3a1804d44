"""Whatever somebody managed to have stored, no format of it runs anything."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from api.addresses import is_safe
from api.represent.markdown import text as md
from api.represent.rich_text import display_html
from api.represent.rich_text.markdown import to_markdown
from tests.rich_text.renderer import render
from tests.rich_text.strategies import TRICKY

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&#58;alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:alert(1)">x</a>',
    '<img src="javascript:alert(1)" onerror="alert(1)">',
    '<iframe src="https://evil.example"></iframe>',
    "<svg><script>alert(1)</script></svg>",
    '<embed embedtype="media" url="javascript:alert(1)"/>',
    '<a linktype="nothing" href="javascript:alert(1)">x</a>',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    "<p>[x](javascript:alert(1))</p>",
    "<p>![x](javascript:alert(1))</p>",
    "<p>&lt;javascript:alert(1)&gt;</p>",
    "<p>[x]: javascript:alert(1)</p><p>[x]</p>",
    "<p>x<br/>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<p>\\<br/>\\&lt;b onclick=alert(1)&gt;</p>",
    "<p>`<b>`&lt;script&gt;`</b>`</p>",
    "<h2>&lt;script&gt;alert(1)&lt;/script&gt;</h2>",
    "<ul><li>&lt;script&gt;alert(1)&lt;/script&gt;</li></ul>",
    "<p><code>`&lt;/code&gt;&lt;script&gt;alert(1)</code></p>",
    '<p><a href="https://x.example/)%20[y](javascript:alert(1)">x</a></p>',
    '<p><a href="https://x.example/&quot;&gt;&lt;script&gt;alert(1)">x</a></p>',
    '<table><tr><td onclick="alert(1)"><a href="javascript:alert(1)">x</a>\n\n<script>alert(1)</script></table>',
    "<p>&amp;lt;script&amp;gt;alert(1)</p>",
]
#: Renderers that let HTML through, as the careless do.
renderers = [MarkdownIt("commonmark", {"html": True}), MarkdownIt("gfm-like", {"html": True, "linkify": False})]


def check(stored):
    html = display_html(stored, None)
    shown = [html, render(html.blocks), *(renderer.render(to_markdown(html.blocks)) for renderer in renderers)]
    for text in shown:
        assert_harmless(text)
    assert "javascript:" not in [mark["href"][:11] for block in html.blocks for mark in block.get("markDefs", ())]
    return html


def assert_harmless(html):
    """Without a script, a handler or an address that would run one: in tags, not in words."""
    tags = [tag.partition(">")[0].lower() for tag in html.split("<")[1:]]
    for tag in tags:
        name = tag.strip("/ ").partition(" ")[0]
        assert name not in ("script", "iframe", "style", "svg", "object", "form"), html
        assert not any(f" {handler}=" in tag for handler in ("onclick", "onerror", "onload")), html
        for attribute in ("href", "src"):
            for value in tag.split(f'{attribute}="')[1:]:
                assert is_safe(value), html


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_does_no_harm_in_any_format(hostile):
    html = check(f"<p>before</p>{hostile}<p>after</p>")
    assert "before" in json.dumps(html.blocks)
    assert to_markdown(html.blocks).endswith("after")


pieces = st.sampled_from(
    [*HOSTILE, *TRICKY, "<b>", "</b>", "<br/>", "<li>", "<ul>", "</ul>", "<p>", "</p>", "`", "\n\n"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(pieces, max_size=12).map("".join))
def test_hostile_text_in_pieces_does_no_harm_in_any_format(stored):
    check(stored)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JAVASCRIPT:x", "java\tscript:x", "data:text/html,x", "vbscript:x", "\x01javascript:x"],
)
def test_a_link_or_an_image_with_a_hostile_address_is_words(url):
    assert md.link("x", url) == "x"
    assert md.image("x", url) == "x"


@pytest.mark.parametrize(
    "url", ["https://x.example/", "/path/", "#part", "mailto:a@b.example", "tel:988", "a:8/../x"[2:]]
)
def test_a_link_with_a_usual_address_is_a_link(url):
    assert md.link("x", url) == f"[x]({url})"
