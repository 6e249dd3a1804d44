"""``rich_text_format=db_html`` and ``=db_markdown``: what Wagtail's API v2 sends, without what is hidden."""

import json
import re

import pytest
from hypothesis import given
from wagtail import blocks
from wagtail.api.rich_text import APIRichText
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import PageViewRestriction

from api.checks import check_rich_text_format
from api.represent.rich_text import display_html
from api.represent.rich_text.database_markdown import database_markdown
from api.snapshots.bypass import store_bypassed
from media.models import ClinicImage
from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import EventPage
from tests.rich_text.strategies import rich_texts

pytestmark = pytest.mark.django_db
VIDEO = "https://videos.example/watch?v=1&t=2"
FORMATS = ["db_html", "db_markdown"]
SAMPLES = [
    "",
    "<p>A <b>calm</b> &amp; <i>long</i> evening: 5 &lt; 6, “quoted” and &quot;plain&quot;\u00a0&nbsp;é</p>",
    '<h2 data-block-key="ab1">One</h2><p data-block-key="ab2">Two<br/>lines</p><hr/><ul><li>x</li><li>y</li></ul>',
    '<p><a linktype="page" id="{page}">there</a>, <a id="{page}" linktype="page">again</a></p>',
    '<p><a linktype="document" id="{document}">a <b>file</b></a></p>',
    '<p><a href="https://x.example/?a&amp;b=2">x</a> <a href="tel:988">988</a> <a href="mailto:a@b.example">m</a></p>',
    '<p>before</p><embed alt="A &quot;door&quot;" embedtype="image" format="left" id="{image}"/><p>after</p>',
    '<p>before</p><embed embedtype="media" url="https://videos.example/watch?v=1&amp;t=2"/><p>after</p>',
]


@pytest.fixture
def objects(make_event):
    Embed.objects.create(hash=get_embed_hash(VIDEO), url=VIDEO, type="video", html="<b>v</b>", title="A [film]")
    page, document, image = make_event(slug="linked", title="Linked"), DocumentFactory(), ImageFactory()
    found = {"page": page.pk, "document": document.pk, "image": image.pk}
    return {**found, "objects": (page, document, image)}


@pytest.fixture
def nested(monkeypatch):
    """The body of events, with rich text inside of a struct inside of a list."""
    text = blocks.StructBlock([("text", blocks.RichTextBlock())])
    stream = blocks.StreamBlock([("text", blocks.RichTextBlock()), ("boxes", blocks.ListBlock(text))])
    monkeypatch.setitem(vars(EventPage._meta.get_field("body")), "stream_block", stream)


@pytest.fixture
def shown(get, make_event, nested):
    """What the field, the block and the nested block with one rich text are sent as."""

    def ask(stored, wanted):
        boxes = [{"type": "item", "value": {"text": stored}, "id": "b"}]
        body = [{"type": "text", "value": stored, "id": "t"}, {"type": "boxes", "value": boxes, "id": "l"}]
        event = make_event(teaser=stored, body=body)
        found = []
        for path in (f"pages/{event.pk}/", "pages/?type=plugin.EventPage&fields=teaser,body&order=-id&limit=1"):
            for _ in range(2):
                document = get(f"{path}{'&' if '?' in path else '?'}rich_text_format={wanted}").json()
                document = document["items"][0] if "items" in document else document
                boxed = document["body"][1]["value"][0]
                found += [document["teaser"], document["body"][0]["value"], boxed.get("value", boxed)["text"]]
        with store_bypassed():
            found.append(get(f"pages/{event.pk}/?rich_text_format={wanted}").json()["teaser"])
        assert len(set(found)) == 1, found
        return found[0]

    return ask


@pytest.mark.parametrize("wanted", FORMATS)
def test_what_is_public_is_what_api_v2_sends(shown, objects, wanted):
    for sample in SAMPLES:
        stored = re.sub(r"\{(\w+)\}", lambda name: str(objects[name[1]]), sample)
        assert shown(stored, wanted) == APIRichText.serialize(stored, format=wanted)


def test_what_is_hidden_loses_its_id(shown, objects, private_collection):
    page, document, image = objects["objects"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for each in (document, image):
        each.collection = private_collection
        each.save()
    stored = (
        f'<p><a href="/secret/" linktype="page" id="{page.pk}">one</a> '
        f'<a linktype="document" id="{document.pk}">two</a></p>'
        f'<embed alt="A secret" embedtype="image" format="left" id="{image.pk}"/><p>end</p>'
    )
    assert shown(stored, "db_html") == '<p><a linktype="page">one</a> <a linktype="document">two</a></p><p>end</p>'
    assert shown(stored, "db_markdown") == "one two\n\nend\n\n"


def test_what_becomes_hidden_is_not_sent_from_the_store(get, make_event, objects):
    page, _, _ = objects["objects"]
    event = make_event(teaser=f'<p><a linktype="page" id="{page.pk}">x</a></p>')
    path = f"pages/{event.pk}/?rich_text_format="
    assert get(f"{path}db_markdown").json()["teaser"] == f"[x](wagtail://page?id={page.pk})\n\n"
    page.unpublish()
    assert get(f"{path}db_html").json()["teaser"] == '<p><a linktype="page">x</a></p>'
    assert get(f"{path}db_markdown").json()["teaser"] == "x\n\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        "<p\nonclick=alert(1)>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt&#58;alert(1)">x</a>',
        '<iframe src="https://evil.example"></iframe>',
        "<svg><style><!--</style><img src=x onerror=alert(1)>--></svg>",
        "<!--><img src=x onerror=alert(1)>-->",
        '<a linktype="nothing" id="1" href="javascript:alert(1)">x</a>',
        '<a linktype="page" id="1" href="javascript:alert(1)">x</a>',
        '<embed embedtype="media" url="javascript:alert(1)"/>',
        '<embed src="https://evil.example/x.swf"/>',
        '<embed embedtype="nothing" url="https://evil.example/"/>',
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<textarea><script>alert(1)</script></textarea>",
        '<a linktype="page\' onclick=\'alert(1)" id="9">x</a>',
    ],
)
def test_nothing_hostile_gets_through(hostile):
    made = display_html(f"<p>before</p>{hostile}<p>after</p>", None)
    sent = made.database_html.html
    assert sent.startswith("<p>before</p>")
    assert "<p>after</p>" in sent
    # Cleaning it again takes nothing away.
    again = display_html(sent, None).database_html.html
    assert again == sent
    for mark in ("<script", "javascript", "evil.example", "onerror=", "onclick=", "<svg", "<iframe"):
        assert mark not in re.sub(r"&lt;.*?&gt;", "", sent.lower())
    # What is text there is escaped.
    assert not re.search(r"(?<!\\)<script", database_markdown(made.database_html))


def test_a_raised_figure_stays_raised(shown):
    assert shown("<p>About 10<sup>9</sup>/L</p>", "db_markdown") == "About 10<sup>9</sup>/L\n\n"


def test_nothing_is_fetched_and_no_picture_is_made(shown, objects, monkeypatch):
    def fail(*args, **kwargs):
        raise AssertionError("asked")

    monkeypatch.setattr("wagtail.embeds.embeds.get_embed", fail)
    monkeypatch.setattr(ClinicImage, "get_rendition", fail)
    stored = '<embed embedtype="media" url="https://other.example/"/>'
    assert (
        shown(stored, "db_markdown")
        == "![https://other.example/](wagtail://media?url=https%3A%2F%2Fother.example%2F)\n\n"
    )
    image = f'<embed alt="A" embedtype="image" format="gone" id="{objects["image"]}"/>'
    assert shown(image, "db_markdown") == f"![A](wagtail://image?id={objects['image']}&format=gone)\n\n"


@given(rich_texts)
def test_whatever_the_editor_stores_can_be_sent(stored):
    kept = display_html(stored, None).database_html
    json.dumps(kept)
    assert isinstance(database_markdown(kept), str)


def test_the_setting_decides_for_who_asks_for_nothing(get, make_event, settings):
    stored = '<p data-block-key="ab1">A <b>calm</b> evening</p>'
    event = make_event(teaser=stored)
    path = f"pages/{event.pk}/"
    assert get(path).json()["teaser"] == "<p>A <b>calm</b> evening</p>"
    settings.WAGTAILAPI_RICH_TEXT_FORMAT = "db_html"
    for query in ({}, {"fields": "teaser"}):
        assert get(path, **query).json()["teaser"] == stored
        assert get(path, rich_text_format="html", **query).json()["teaser"] == "<p>A <b>calm</b> evening</p>"
        assert get(path, rich_text="json", **query).json()["teaser"][0]["_type"] == "block"
    listing = get("pages/", type="plugin.EventPage", fields="teaser").json()["items"]
    assert [item["teaser"] for item in listing] == [stored]


def test_a_format_that_there_is_not_is_named_at_the_start(settings):
    assert check_rich_text_format(None) == []
    settings.WAGTAILAPI_RICH_TEXT_FORMAT = "bbcode"
    (error,) = check_rich_text_format(None)
    assert error.id == "clinic_api.E008"
    assert "'db_html', 'db_markdown', 'html', 'markdown', got 'bbcode'" in error.msg
