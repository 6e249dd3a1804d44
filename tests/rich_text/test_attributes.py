"""Which attributes of stored elements leave: those that say something to readers, and none that frontends run."""

import re

import pytest
from wagtail.rich_text import features

from api.represent.rich_text import display_html, feature_attributes
from api.represent.rich_text.markdown import to_markdown
from tests.rich_text.renderer import render

pytestmark = pytest.mark.django_db

#: What programs of the web read from attributes: browsers, and libraries that many frontends have.
RUN = [
    *(
        'style="position:fixed;inset:0"',
        'onclick="a()"',
        'ONPOINTERRAWUPDATE="a()"',
        "onfocus=a() autofocus tabindex=1",
    ),
    *('data-hx-on:click="a()"', 'hx-get="/x"', 'data-controller="pay"', 'data-bs-toggle="modal"', 'data-turbo="false"'),
    *('x-data="a()"', 'x-on:click="a()"', '@click="a()"', 'v-html="a"', ':href="a"', 'ng-init="a()"', 'is="x-pay"'),
    *('ping="https://evil.example"', 'formaction="javascript:a()"', 'srcdoc="<b>"', 'slot="x"', 'part="x"', "hidden"),
    *('srcset="https://evil.example 1x"', 'background="https://evil.example"', 'name="config"', 'target="_top"'),
    *('contenteditable="true"', 'popover="auto"', 'popovertarget="x"', 'usemap="#m"', 'download="x.exe"', "xmlns=x"),
    *('itemprop="name"', 'role="alert"', 'aria-hidden="true"', 'data-block="1"'),
]
ELEMENTS = ["p", "h2", "ul", "li", "b", "sup", "blockquote", "span", "table", "td", "img", "a", "figure", "code"]
KEPT = re.compile(r' (?:class|id|lang|dir|title|href|hreflang|src|alt|width|height|colspan|rowspan|cite)="[^"]*"')


def forms(stored):
    made = display_html(stored, None)
    return {
        "html": str(made),
        "db_html": made.database_html.html,
        "json": render(made.blocks),
        "markdown": to_markdown(made.blocks),
    }


@pytest.mark.parametrize("attribute", RUN)
def test_nothing_that_a_frontend_would_run_leaves_in_any_format(attribute):
    name = re.split("[= ]", attribute)[0].lower()
    for element in ELEMENTS:
        for form, sent in forms(f"<p>before</p><{element} {attribute}>words</{element}><p>after</p>").items():
            tags = " ".join(re.findall(r"<[^>]*>", sent)).lower()
            assert not re.search(rf"\s{re.escape(name)}\b", tags), (form, sent)
            assert "evil" not in tags
            assert "after" in sent


def test_what_says_something_to_readers_leaves_as_html():
    said = '<p class="intro" dir="rtl" id="start" lang="ar" title="x">words</p>'
    made = forms(said)
    assert made["db_html"] == said
    assert sorted(KEPT.findall(made["html"])) == sorted(KEPT.findall(said))


def test_references_are_stored_with_what_wagtails_features_store():
    stored = (
        '<embed alt="x" class="a" data-x="1" embedtype="media" onload="a()" url="https://v.example/1"/>'
        '<p><a data-x="1" href="https://x.example/" style="x">there</a></p>'
    )
    assert forms(stored)["db_html"] == (
        '<embed alt="x" class="a" embedtype="media" url="https://v.example/1"/><p><a href="https://x.example/">there</a></p>'
    )


def test_what_a_feature_of_the_project_stores_leaves(monkeypatch):
    """As Wagtail's documentation of the editor shows it."""
    rule = {"from_database_format": {"span[data-stock]": None}, "to_database_format": {}}
    monkeypatch.setitem(features.converter_rules_by_converter["contentstate"], "stock", rule)
    feature_attributes._by_tag.cache_clear()
    try:
        made = forms('<p><span data-stock="AAPL" data-x="1">words</span> <b data-stock="AAPL">more</b></p>')
    finally:
        feature_attributes._by_tag.cache_clear()
    assert made["html"] == made["db_html"] == '<p><span data-stock="AAPL">words</span> <b>more</b></p>'
