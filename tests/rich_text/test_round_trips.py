"""What one format says, the others say: nothing that a reader could tell is lost on the way."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from api.represent.rich_text import display_html
from api.represent.rich_text.markdown import to_markdown
from tests.media.factories import ImageFactory
from tests.rich_text.normal import normal
from tests.rich_text.portable_text_library import render_all
from tests.rich_text.renderer import render
from tests.rich_text.strategies import crowded, inlines, rich_texts

pytestmark = pytest.mark.django_db

#: Every feature that Wagtail's editor offers, but those that need objects.
FEATURES = {
    **{f"h{level}": f"<h{level}>A heading &amp; more</h{level}><p>Text</p>" for level in range(1, 7)},
    "bold": "<p>a <b>bold</b> word, and in<b>side</b> one</p>",
    "italic": "<p>an <i>italic</i> word</p>",
    "both": "<p><b>bold and <i>italic</i></b><i>, only</i> <i><b>x</b></i></p>",
    "quoted": "<p>a<b>“quoted”</b>b <i>(so)</i>s<b>*</b>x</p>",
    "signs in signs": "<p><i><b>*</b>*<b>*</b></i>, <b>a<i>b</i>c<i>.</i></b> <i>a<b>b</b></i></p>",
    "superscript": "<p>10<sup>2</sup></p>",
    "subscript": "<p>H<sub>2</sub>O</p>",
    "strikethrough": "<p>not <s>this</s></p>",
    "code": "<p>press <code>a `b` *c*</code> or <code>`</code><code> </code></p>",
    "code twice": "<p><code><b>*</b></code><b><code>*</code></b></p>",
    "blockquote": "<blockquote>Said once<br/>and again</blockquote><blockquote>and by another</blockquote>",
    "ul": "<ul><li>one</li><li>two<ul><li>nested<ol><li>deeper</li></ol></li></ul></li><li>three</li></ul>",
    "ol": "<ol><li>one</li><li>two<ol><li>nested</li></ol></li></ol><ul><li>other</li></ul>",
    "long ol": f"<ol>{''.join(f'<li>{number}<br/>more</li>' for number in range(12))}</ol>",
    "hr": "<p>before</p><hr/><p>after</p>",
    "link": '<p><a href="https://x.example/a_(b)?c=1&amp;d=2">a [b] <b>c</b></a></p>',
    "line break": "<p>one<br/>two</p>",
    "heading with a break": "<h2>one<br/>two #</h2>",
    "table": "<table><tbody><tr><td>a</td><td>b &lt; c</td></tr></tbody></table><p>after</p>",
    "paragraphs in a list": "<ul><li><p>one</p><p>two</p></li></ul>",
    "text alone": "words, and <b>more</b>",
}
commonmark = MarkdownIt("commonmark")


def check(stored, context=None):
    html = display_html(stored, context)
    blocks = json.loads(json.dumps(html.blocks))
    assert normal(render(blocks)) == normal(html)
    markdown = to_markdown(blocks)
    assert normal(commonmark.render(markdown)) == normal(html), markdown
    keys = [
        node["_key"] for block in blocks for node in [block, *block.get("children", ()), *block.get("markDefs", ())]
    ]
    assert len(keys) == len(set(keys))
    assert display_html(stored, context).blocks == html.blocks
    return html


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_of_the_editor_goes_there_and_back(feature):
    assert normal(check(FEATURES[feature]))


def test_the_library_of_frontends_renders_every_feature():
    shown = [display_html(stored, None) for stored in FEATURES.values()]
    for html, rendered in zip(shown, render_all([text.blocks for text in shown]), strict=True):
        assert normal(rendered) == normal(html)


def test_empty_items_and_paragraphs_are_left_out():
    html = display_html("<p></p><ul><li><ul><li>x</li></ul></li></ul><p><br/> </p>", None)
    assert [(block["listItem"], block["level"]) for block in html.blocks] == [("bullet", 1)]
    assert to_markdown(html.blocks) == "- x"


def test_a_text_of_any_depth_is_read():
    deep = "<div>" * 5000 + "<b>" * 5000 + "x" + "</b>" * 5000 + "</div>" * 5000
    assert to_markdown(display_html(deep, None).blocks) == "**x**"


def test_references_go_there_and_back(make_event):
    event, image = make_event(slug="open-day"), ImageFactory()
    embed = f'<embed embedtype="image" id="{image.pk}" format="left" alt="A [door]"/>'
    video = '<embed embedtype="media" url="https://video.example/1"/>'
    check(f'<p>See <a linktype="page" id="{event.pk}">the <b>day</b></a>.</p>{embed}<p>and {embed} here</p>{video}')


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rich_texts)
def test_whatever_is_written_goes_there_and_back(stored):
    check(stored)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(inlines(depth=3), min_size=1, max_size=6).map("".join))
def test_whatever_stands_in_a_line_goes_there_and_back(line):
    check(f"<p>{line}</p>")


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(crowded)
def test_bold_and_italic_text_goes_there_and_back_whatever_stands_beside_it(line):
    check(f"<p>{line}</p>")
