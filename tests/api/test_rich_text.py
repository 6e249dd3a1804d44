import pytest
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from api.represent.rich_text import display_html
from media.models import ClinicImage
from tests.media.factories import DocumentFactory, ImageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("", ""),
        (None, ""),
        ("<p>5 &lt; 6 &amp; café</p>", "<p>5 &lt; 6 &amp; café</p>"),
        ("<p>a<br/>b</p><hr/>", "<p>a<br>b</p><hr>"),
        (
            '<p><a href="https://x.example/?a=1&amp;b=2">x</a></p>',
            '<p><a href="https://x.example/?a=1&amp;b=2">x</a></p>',
        ),
        (
            '<a href="tel:988">988</a> <a href="mailto:a@b.example">m</a>',
            '<a href="tel:988">988</a> <a href="mailto:a@b.example">m</a>',
        ),
        ('<p><a href="#part">p</a></p>', '<p><a href="#part">p</a></p>'),
        ('<p data-block-key="ab1cd" data-colour="red">x</p>', "<p>x</p>"),
        ("<h2>One</h2><ul><li>x</li></ul>", "<h2>One</h2><ul><li>x</li></ul>"),
    ],
)
def test_keeps_what_is_safe_as_html5(stored, shown):
    assert display_html(stored, None) == shown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt&#58;alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<iframe src="https://evil.example"></iframe>',
        '<img src="x" onerror="alert(1)">',
        "<svg><script>alert(1)</script></svg>",
        '<style>@import "https://evil.example"</style>',
        '<p style="background:url(https://evil.example)">x</p>',
        '<embed embedtype="media" url="javascript:alert(1)"/>',
        '<embed src="https://evil.example/x.swf"/>',
        '<form action="https://evil.example"><input name="password"></form>',
        '<a linktype="nothing" href="javascript:alert(1)">x</a>',
    ],
)
def test_hostile_html_does_no_harm(hostile):
    shown = display_html(f"<p>before</p>{hostile}<p>after</p>", None).lower()
    assert "<p>before</p>" in shown
    assert "<p>after</p>" in shown
    for mark in ("alert(1)", "javascript", "evil.example", "onerror", "<form", "<embed"):
        if mark == "alert(1)" and "<script" not in shown:
            continue
        assert mark not in shown


def test_page_links_are_paths_on_the_frontend(make_event):
    event = make_event(slug="open-day")
    assert display_html(f'<a linktype="page" id="{event.pk}">x</a>', None) == '<a href="/open-day/">x</a>'


def test_links_keep_their_formatting_when_they_lead_nowhere():
    assert display_html('<p>a <a linktype="page" id="999"><b>b</b> c</a> d</p>', None) == "<p>a <b>b</b> c d</p>"


def test_document_links_lead_to_the_download(site):
    document = DocumentFactory()
    expected = f'<a href="http://127.0.0.1:8000{document.url}">x</a>'
    assert display_html(f'<a linktype="document" id="{document.pk}">x</a>', None) == expected


def test_images_have_their_size_and_text_and_no_rendition_is_made(site):
    image = ImageFactory()
    before = set(image.renditions.values_list("pk", flat=True))
    shown = display_html(f'<embed embedtype="image" id="{image.pk}" format="left" alt="A &quot;hall&quot;"/>', None)
    assert """alt='A "hall"'""" in shown
    assert 'width="' in shown
    assert "http://127.0.0.1:8000/uploads/" in shown
    assert set(image.renditions.values_list("pk", flat=True)) == before


def test_images_are_shown_as_their_model_says(site):
    image = ImageFactory()
    shown = display_html(f'<embed embedtype="image" id="{image.pk}" format="left" alt=""/>', None)
    fallback = image.get_api_representation()["fallback"]
    assert f'src="{fallback["url"]}" width="{fallback["width"]}"' in shown


def test_images_that_say_nothing_use_a_rendition_that_is_there_or_their_original(site, monkeypatch):
    monkeypatch.delattr(ClinicImage, "get_api_representation")
    embed = f'<embed embedtype="image" id="{ImageFactory().pk}" format="left" alt=""/>'
    image = ClinicImage.objects.get()
    assert image.file.url in display_html(embed, None)
    assert image.get_rendition("width-500").url in display_html(embed, None)


def test_a_fetched_embed_is_shown_and_others_are_links(site):
    url = "https://video.example/1"
    assert display_html(f'<embed embedtype="media" url="{url}"/>', None) == f'<a href="{url}">{url}</a>'
    Embed.objects.create(url=url, hash=get_embed_hash(url), type="video", html="<iframe src='x'></iframe>")
    assert display_html(f'<embed embedtype="media" url="{url}"/>', None) == '<iframe src="x"></iframe>'
