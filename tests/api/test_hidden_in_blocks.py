"""Every block that Wagtail has, fed with what is hidden and raw: nothing of it may leave, however the block is used."""

import importlib
from pathlib import Path

import pytest
import wagtail
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from api.represent.blocks import represent_block
from tests.api.hidden import SCRIPT, WORD, make_hidden, traces
from tests.kept import kept
from tests.plugin.models import EventPage, Venue

TEXT = "plain words"


def block_classes():
    """All block classes of Wagtail and of its contrib, which are imported for it."""
    root = Path(wagtail.__file__).parent
    for path in [*root.rglob("blocks.py"), *root.rglob("blocks/*.py")]:
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] not in ("admin", "test") and not any(part.startswith(("test", "__init__")) for part in parts):
            importlib.import_module(".".join(["wagtail", *parts]))
    found, queue = {}, [blocks.Block]
    while queue:
        cls = queue.pop()
        queue += cls.__subclasses__()
        if cls.__module__.startswith("wagtail.") and ".test" not in cls.__module__:
            found[cls.__qualname__] = cls
    return [found[name] for name in sorted(found)]


def leaves():
    return [
        ("text", blocks.RichTextBlock()),
        ("page", blocks.PageChooserBlock()),
        ("draft", blocks.PageChooserBlock()),
        ("image", ImageChooserBlock()),
        ("document", DocumentChooserBlock()),
        ("venue", SnippetChooserBlock(Venue)),
    ]


def leaf_values(hidden):
    return {
        "text": hidden.rich_text,
        **{name: getattr(hidden, name).pk for name in ("page", "draft", "image", "document", "venue")},
    }


def typed_table(hidden):
    values = leaf_values(hidden)
    return {
        "columns": [{"type": name, "heading": name} for name in values],
        "rows": [{"values": [*values.values()]}],
        "caption": "",
    }


CHOICES = [("a", "A"), ("b", "B")]

# How a class is made, and what is stored for it. The first class in the order of resolution decides.
MAKERS = {
    ImageBlock: (ImageBlock, lambda hidden: {"image": hidden.image.pk, "alt_text": WORD, "decorative": False}),
    ImageChooserBlock: (None, lambda hidden: hidden.image.pk),
    DocumentChooserBlock: (None, lambda hidden: hidden.document.pk),
    SnippetChooserBlock: (lambda cls: cls(Venue), lambda hidden: hidden.venue.pk),
    blocks.PageChooserBlock: (None, lambda hidden: hidden.page.pk),
    blocks.RichTextBlock: (None, lambda hidden: hidden.rich_text),
    blocks.ListBlock: (lambda cls: cls(blocks.StructBlock(leaves())), lambda hidden: [leaf_values(hidden)] * 2),
    blocks.BaseStructBlock: (lambda cls: cls(leaves()), leaf_values),
    blocks.BaseStreamBlock: (
        lambda cls: cls(leaves()),
        lambda hidden: [{"type": name, "value": value} for name, value in leaf_values(hidden).items()],
    ),
    BaseTypedTableBlock: (lambda cls: cls(leaves()), typed_table),
    TableBlock: (lambda cls: cls(table_options={"renderer": "html"}), lambda hidden: {"data": [[hidden.rich_text]]}),
    blocks.ChoiceBlock: (lambda cls: cls(choices=CHOICES), lambda hidden: "a"),
    blocks.MultipleChoiceBlock: (lambda cls: cls(choices=CHOICES), lambda hidden: ["a"]),
    blocks.RegexBlock: (lambda cls: cls(regex=".*"), lambda hidden: TEXT),
    blocks.BooleanBlock: (None, lambda hidden: True),
    blocks.IntegerBlock: (None, lambda hidden: 3),
    blocks.FloatBlock: (None, lambda hidden: 3.5),
    blocks.DecimalBlock: (None, lambda hidden: "3.50"),
    blocks.DateBlock: (None, lambda hidden: "2026-11-26"),
    blocks.TimeBlock: (None, lambda hidden: "10:00"),
    blocks.DateTimeBlock: (None, lambda hidden: "2026-11-26T10:00:00Z"),
    blocks.StaticBlock: (None, lambda hidden: None),
    EmbedBlock: (None, lambda hidden: "https://video.example/1"),
    blocks.URLBlock: (None, lambda hidden: "https://video.example/1"),
    blocks.EmailBlock: (None, lambda hidden: "a@example.org"),
    blocks.RawHTMLBlock: (None, lambda hidden: "<b>typed as HTML</b>"),
    blocks.CharBlock: (None, lambda hidden: TEXT),
    blocks.TextBlock: (None, lambda hidden: TEXT),
}
# What others derive from, and what stands in no stream.
ABSTRACT = {
    *("Block", "FieldBlock", "ChooserBlock", "BaseChoiceBlock", "BaseDocumentChooserBlock"),
    *("BaseStructBlock", "BaseStreamBlock", "BaseTypedTableBlock"),
}


def maker(cls):
    return next((MAKERS[base] for base in cls.__mro__ if base in MAKERS), None)


CLASSES = [cls for cls in block_classes() if cls.__qualname__ not in ABSTRACT]


def test_every_block_of_wagtail_is_tried():
    assert {cls.__qualname__ for cls in CLASSES} >= {"TypedTableBlock", "TableBlock", "ImageBlock", "RawHTMLBlock"}
    assert [cls for cls in CLASSES if maker(cls) is None] == []


def calls_super(cls):
    class Calls(cls):
        def get_api_representation(self, value, context=None):
            return super().get_api_representation(value, context=context)

    return Calls


def sends_its_value(cls):
    class Sends(cls):
        def get_api_representation(self, value, context=None):
            return {"value": value, "several": (value,)}

    return Sends


def sends_what_is_stored(cls):
    class Stores(cls):
        def get_api_representation(self, value, context=None):
            return self.get_prep_value(value)

    return Stores


def renders(cls):
    """Makes HTML of its own; a block that would ask another server is none of ours."""
    if issubclass(cls, EmbedBlock):
        return cls

    class Renders(cls):
        def get_api_representation(self, value, context=None):
            return f"<div>{self.render(value)}</div>" if value is not None else None

    return Renders


USES = [lambda cls: cls, calls_super, sends_its_value, sends_what_is_stored, renders]


def as_they_are(made):
    return blocks.StreamBlock(list(made.items()))


def in_struct_in_list(made):
    return blocks.StreamBlock([("list", blocks.ListBlock(blocks.StructBlock(list(made.items()))))])


def stored(stream, values):
    if "list" in stream.child_blocks:
        return [{"type": "list", "value": [{"type": "item", "id": "1", "value": values}]}]
    return [{"type": name, "value": value} for name, value in values.items()]


@kept
def hidden(home, private_collection):
    return make_hidden(home, private_collection)


@pytest.fixture
def body_of(monkeypatch):
    """Gives event pages another stream."""

    def change(stream):
        monkeypatch.setitem(vars(EventPage._meta.get_field("body")), "stream_block", stream)

    return change


@pytest.mark.parametrize("place", [as_they_are, in_struct_in_list])
@pytest.mark.parametrize("use", USES, ids=["stock", "super", "value", "stored", "rendered"])
def test_no_block_sends_what_is_hidden_or_raw(get, make_event, hidden, body_of, use, place):
    made = {cls.__qualname__.lower(): (maker(cls)[0] or (lambda cls: cls()))(use(cls)) for cls in CLASSES}
    if use is not USES[0]:
        made["imageblock"] = use(ImageBlock)()
    values = {cls.__qualname__.lower(): maker(cls)[1](hidden) for cls in CLASSES}
    stream = place(made)
    body_of(stream)
    event = make_event(body=stored(stream, values))
    for query in ({}, {"rich_text": "json"}, {"rich_text": "markdown"}):
        response = get(f"pages/{event.pk}/", **query)
        assert response.status_code == 200
        assert response.json()["body"] is not None
        assert traces(response.content.decode()) == []
        assert response.content.decode().count(TEXT) >= 3
    assert traces(get("pages/", type="plugin.EventPage", fields="body").content.decode()) == []


def test_what_is_public_arrives_as_objects_in_a_block_that_calls_super(get, make_event, body_of):
    target = make_event(title="Open day")
    stream = blocks.StreamBlock([("box", calls_super(blocks.StructBlock)(leaves()))])
    body_of(stream)
    link = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    event = make_event(body=[{"type": "box", "value": {"page": target.pk, "text": link}}])
    value = get(f"pages/{event.pk}/").json()["body"][0]["value"]
    assert value["page"]["title"] == "Open day"
    assert value["text"] == f'<p><a href="/{target.slug}/">there</a></p>'
    tree = get(f"pages/{event.pk}/", rich_text="json").json()["body"][0]["value"]["text"]
    assert tree[0]["markDefs"][0]["page"]["id"] == target.pk


def test_wagtails_own_answers_stay_as_they_were(make_event, body_of):
    target = make_event()
    block = calls_super(blocks.StructBlock)([("page", blocks.PageChooserBlock())])
    value = block.to_python({"page": target.pk})
    assert represent_block(block, value, None)["page"]["id"] == target.pk
    assert block.get_api_representation(value) == {"page": target.pk}


def test_a_table_of_wagtails_keeps_its_shape(get, make_event, body_of, hidden):
    target = make_event(title="Open day")
    stream = blocks.StreamBlock([("table", TypedTableBlock(leaves()))])
    body_of(stream)
    value = typed_table(hidden)
    value["rows"] += [{"values": ["<p>x</p>", target.pk, None, None, None, None]}]
    event = make_event(body=[{"type": "table", "value": value}])
    table = get(f"pages/{event.pk}/").json()["body"][0]["value"]
    assert table["columns"][0] == {"type": "text", "heading": "text"}
    assert [row["values"][1] and row["values"][1]["title"] for row in table["rows"]] == [None, "Open day"]


def test_raw_html_that_staff_typed_leaves_as_they_typed_it(get, make_event, body_of):
    body_of(blocks.StreamBlock([("raw", blocks.RawHTMLBlock())]))
    typed = f'<iframe src="https://video.example"></iframe>{SCRIPT}'
    event = make_event(body=[{"type": "raw", "value": typed}])
    assert get(f"pages/{event.pk}/").json()["body"][0]["value"] == typed


@pytest.mark.parametrize(
    "make",
    [
        str,
        SafeString,
        RichText,
        lambda text: [text],
        lambda text: {"deep": {"er": (text,)}},
        lambda text: (part for part in [text]),
    ],
    ids=["text", "safe", "value", "list", "deep", "generator"],
)
def test_stored_rich_text_is_known_whatever_a_block_wraps_it_in(get, make_event, body_of, hidden, make):
    class Wraps(blocks.RichTextBlock):
        def get_api_representation(self, value, context=None):
            return make(hidden.rich_text)

    body_of(blocks.StreamBlock([("text", Wraps())]))
    event = make_event(body=[{"type": "text", "value": "<p>x</p>"}])
    response = get(f"pages/{event.pk}/")
    assert traces(response.content.decode()) == []
    assert response.content.decode().count("words") >= 3


def test_a_block_may_send_objects_and_querysets(get, make_event, body_of, hidden):
    shown = make_event(title="Open day")

    class Finds(blocks.StaticBlock):
        def get_api_representation(self, value, context=None):
            return {
                "one": shown,
                "none": hidden.page,
                "all": Page.objects.filter(pk__in=[shown.pk, hidden.page.pk, hidden.draft.pk]),
                "file": hidden.image.file,
            }

    body_of(blocks.StreamBlock([("finds", Finds())]))
    event = make_event(body=[{"type": "finds", "value": None}])
    response = get(f"pages/{event.pk}/")
    value = response.json()["body"][0]["value"]
    assert (value["one"]["title"], value["none"], value["file"]) == ("Open day", None, None)
    assert [found["title"] for found in value["all"]] == ["Open day"]
    assert traces(response.content.decode()) == []


def test_plain_text_that_looks_like_markup_stays_what_was_typed(get, make_event, body_of):
    body_of(blocks.StreamBlock([("text", blocks.CharBlock())]))
    typed = "How <b> and <script> are written: <a href='x'>"
    event = make_event(body=[{"type": "text", "value": typed}])
    assert get(f"pages/{event.pk}/").json()["body"][0]["value"] == typed
