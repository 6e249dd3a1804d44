"""What the blocks refuse, and how they say it."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import Block

from pages.blocks.body import BodyBlock
from pages.embeds import find_video
from tests.media.factories import ImageFactory

BLOCKS = BodyBlock().child_blocks


def faults(name, **values):
    """The messages with which a block refuses ``values``."""
    block = BLOCKS[name]
    value = block.normalize({key: block.child_blocks[key].get_default() for key in block.child_blocks} | values)
    try:
        block.clean(value)
    except ValidationError as error:
        nested = getattr(error, "block_errors", {}) or {}
        return " ".join(
            [
                *(message for one in nested.values() for message in one.messages),
                *(str(message) for one in error.non_block_errors.as_data() for message in one.messages),
            ]
        )
    return ""


def test_a_call_to_action_has_exactly_one_target():
    assert "exactly one target" in faults("call_to_action", label="Go")
    assert "exactly one target" in faults("call_to_action", label="Go", url="https://x.example/", phone="988")
    assert faults("call_to_action", label="Go", phone="+1 951 555 0142") == ""
    assert "country code" in faults("call_to_action", label="Go", phone="12")
    assert faults("call_to_action", label="Go", clinic_number="main") == ""
    assert "exactly one target" in faults("call_to_action", label="Go", clinic_number="main", phone="988")


def test_a_video_is_one_of_an_allowed_provider():
    assert "YouTube, Vimeo" in faults("embed", url="https://videos.example/1", title="T")
    assert faults("embed", url="https://vimeo.com/76979871", title="T") == ""


@pytest.mark.django_db
def test_an_image_block_refuses_file_names_and_text_for_decoration():
    image = ImageFactory()
    assert "file name" in faults("image", image=image, alt_text="IMG_2041.jpg")
    assert "no alternative text" in faults("image", image=image, alt_text="A door", decorative=True)
    assert faults("image", image=image, alt_text="A door stands open") == ""


@pytest.mark.parametrize(
    ("url", "video_id"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "abcdefghijk"),
        ("https://m.youtube.com/watch?list=x&v=abcdefghijk&t=3", "abcdefghijk"),
        ("https://youtu.be/abcdefghijk?si=x", "abcdefghijk"),
        ("https://www.youtube.com/shorts/abcdefghijk", "abcdefghijk"),
        ("https://vimeo.com/76979871", "76979871"),
        ("https://player.vimeo.com/video/76979871?h=1", "76979871"),
    ],
)
def test_videos_are_known_by_their_address(url, video_id):
    assert find_video(url).video_id == video_id


@pytest.mark.parametrize(
    "url",
    [
        "ftp://youtu.be/abcdefghijk",
        "https://youtu.be.evil.example/abcdefghijk",
        "https://evil.example/?https://youtu.be/abcdefghijk",
        "https://www.youtube.com/watch?v=short",
        "javascript:alert(1)",
        "https://vimeo.com/76979871\n<script>",
    ],
)
def test_other_addresses_are_no_videos(url):
    assert find_video(url) is None or "<" not in find_video(url).embed_url


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(BLOCKS))
def test_every_block_has_an_icon_a_description_and_a_preview(admin_client, name):
    block = BLOCKS[name]
    assert block.meta.icon != Block().meta.icon
    assert block.meta.help_text
    assert block.get_description() == block.meta.help_text
    assert block.is_previewable
    response = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "Error" not in response.content.decode()


def test_struct_blocks_help_with_their_parts():
    without_help = [
        f"{name}.{child}"
        for name, block in BLOCKS.items()
        for child, part in getattr(block, "child_blocks", {}).items()
        if child in {"text", "alt_text", "page", "items", "pages", "url", "clinic"} and name != "table"
        if not (part.field.help_text if hasattr(part, "field") else part.meta.help_text)
    ]
    assert set(without_help) <= {"call_to_action.page", "call_to_action.url"}
