"""An address that a script has stored past all forms leads nowhere in an answer where it would run something."""

import pytest
from django.core.validators import URLValidator
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.embeds.blocks import EmbedBlock

from api.addresses import SCHEMES, is_safe, runs_script
from tests.api.test_hidden_in_blocks import USES, block_classes, body_of  # noqa: F401  (a fixture)

HOSTILE = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\x01java\tscript\r:alert(1)",
    "java\u200bscript:alert(1)",
    "javascript&colon;alert(1)",
    "&#x6a;avascript&#58;alert(1)",
    "vbscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
]
HARMLESS = ["https://www.example.org/?a=javascript:1", "/path/", "#part", "mailto:a@b.example", "tel:988", "a/b:c"]
EVIL = "java\nscript:alert(1)"
FORMS = [{}, {"rich_text": "json"}, {"rich_text": "markdown"}, {"rich_text_format": "db_html"}, {"fields": "body"}]


@pytest.mark.parametrize("address", HOSTILE)
def test_a_script_is_known_however_it_is_spelt(address):
    assert runs_script(address)
    assert not is_safe(address)


@pytest.mark.parametrize("address", HARMLESS)
def test_what_leads_somewhere_leads_there(address):
    assert is_safe(address)
    assert not runs_script(address)


@pytest.mark.parametrize("words", ["Data: all that we know, and/or guess", "data:image/webp;base64,UklGR", "ftp://x"])
def test_words_and_pictures_run_nothing(words):
    assert not runs_script(words)


@given(
    st.lists(st.sampled_from(["\n", "\t", "\r", "\x00", " ", "\x1f", "\u2028", "&Tab;", ""]), min_size=12, max_size=12)
)
def test_what_browsers_leave_out_hides_no_script(gaps):
    address = "".join(gap + letter for gap, letter in zip(gaps, "javascript:1", strict=True))
    assert runs_script(address)
    assert not is_safe(address, SCHEMES)


class DeepLinkBlock(blocks.CharBlock):
    """Declared as an address by its validator alone."""

    def __init__(self, **kwargs):
        super().__init__(validators=[URLValidator(schemes=["app", "https"])], **kwargs)


def is_declared(cls):
    return issubclass(cls, blocks.URLBlock)


ADDRESSES = [cls for cls in block_classes() if is_declared(cls)] + [DeepLinkBlock]


def everywhere(made):
    """A stream with each of these blocks at its top and nested in all ways."""
    members = list(made.items())
    return blocks.StreamBlock(
        [
            *members,
            ("struct", blocks.StructBlock(members)),
            ("list", blocks.ListBlock(blocks.StructBlock(members))),
            ("stream", blocks.StreamBlock(members)),
            ("table", TypedTableBlock(members)),
        ]
    )


def stored_everywhere(values):
    pairs = [{"type": name, "value": value, "id": name} for name, value in values.items()]
    columns = [{"type": name, "heading": name} for name in values]
    table = {"columns": columns, "rows": [{"values": [*values.values()]}], "caption": ""}
    return [
        *pairs,
        {"type": "struct", "value": values},
        {"type": "list", "value": [{"type": "item", "id": "1", "value": values}]},
        {"type": "stream", "value": pairs},
        {"type": "table", "value": table},
    ]


def test_every_block_of_wagtail_that_holds_an_address_is_tried():
    assert {blocks.URLBlock, EmbedBlock} <= set(ADDRESSES)


@pytest.mark.parametrize("use", USES[:3], ids=["stock", "super", "value"])
@pytest.mark.parametrize("stored", HOSTILE)
def test_no_block_sends_it(get, make_event, body_of, use, stored):  # noqa: F811
    made = {cls.__name__.lower(): use(cls)() for cls in ADDRESSES}
    body_of(everywhere(made))
    event = make_event(body=stored_everywhere(dict.fromkeys(made, stored)))
    for query in FORMS:
        response = get(f"pages/{event.pk}/", **query)
        assert response.status_code == 200
        assert len(response.json()["body"]) == len(made) + 4
        assert stored not in strings(response.json())


def test_a_block_that_makes_an_answer_of_its_own_is_not_given_it(get, make_event, body_of):  # noqa: F811
    class Button(blocks.StructBlock):
        label = blocks.CharBlock()
        url = blocks.URLBlock()

        def get_api_representation(self, value, context=None):
            return {"button": f"{value['label']}|{value['url']}"}

    body_of(blocks.StreamBlock([("button", Button())]))
    event = make_event(
        body=[
            {"type": "button", "value": {"label": "Javascript: the good parts", "url": EVIL}},
            {"type": "button", "value": {"label": "Go", "url": "https://www.example.org/"}},
        ]
    )
    shown = [block["value"]["button"] for block in get(f"pages/{event.pk}/").json()["body"]]
    assert shown == ["Javascript: the good parts|", "Go|https://www.example.org/"]


def test_a_member_that_is_named_as_an_address_runs_nothing_whatever_it_is_made_of(get, make_event, body_of):  # noqa: F811
    class Link(blocks.CharBlock):
        def get_api_representation(self, value, context=None):
            names = ("href", "src", "url", "profile_url", "contentUrl", "links", "sameAs", "title", "label")
            return {**dict.fromkeys(names, value), "profile_urls": [value, "/path/"], "nested": [{"href": value}]}

    body_of(blocks.StreamBlock([("link", Link())]))
    event = make_event(body=[{"type": "link", "value": EVIL}, {"type": "link", "value": "app://door/7"}])
    hostile, deep = (block["value"] for block in get(f"pages/{event.pk}/").json()["body"])
    assert (hostile.pop("title"), hostile.pop("label")) == (EVIL, EVIL)
    assert hostile.pop("profile_urls") == ["/path/"]
    assert hostile.pop("nested") == [{"href": None}]
    assert set(hostile.values()) == {None}
    assert deep["href"] == "app://door/7"


def test_words_that_begin_like_an_address_stay_what_was_typed(get, make_event):
    event = make_event(title="JavaScript: the good parts")
    assert get(f"pages/{event.pk}/").json()["title"] == "JavaScript: the good parts"


def strings(value):
    if isinstance(value, dict):
        return {found for member in value.values() for found in strings(member)}
    if isinstance(value, list):
        return {found for member in value for found in strings(member)}
    return {value} if isinstance(value, str) else set()
