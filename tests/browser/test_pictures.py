"""A static page made of nothing but the API's answer: the browser takes the right file, and nothing jumps."""

from html import escape

import pytest
import requests
from selenium.webdriver.support.ui import WebDriverWait
from wagtail.models import Page, Site

from pages.models import ArticleIndexPage, HomePage
from tests.media.factories import ImageFactory
from tests.pages.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

LAYOUT_SHIFTS = """
    const done = arguments[0];
    new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(0), 300);
"""


@pytest.fixture
def answer(transactional_db, live_server, settings, tmp_path):
    """The answer for an article with a main image and one in its body, asked for over HTTP."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.WAGTAILAPI_BASE_URL = live_server.url
    settings.ALLOWED_HOSTS = ["*"]
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="clinic-home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    picture = {"image": ImageFactory().pk, "alt_text": "", "caption": "", "decorative": False}
    body = [{"id": "picture", "type": "image", "value": picture}]
    article = make_article(index, body=body, hero_image=ImageFactory(file__width=2400, file__height=1600))
    return requests.get(f"{live_server.url}/api/v2/pages/{article.pk}/", timeout=30).json()


def picture(image, alt_text):
    """What a frontend makes of an image of an answer."""
    sources = "".join(
        f'<source type="{source["type"]}" sizes="100vw" srcset="'
        + ", ".join(f"{each['url']} {each['width']}w" for each in source["srcset"])
        + '">'
        for source in image["sources"][:-1]
    )
    fallback = image["fallback"]
    return (
        f'<picture>{sources}<img src="{fallback["url"]}" width="{fallback["width"]}" height="{fallback["height"]}"'
        f' alt="{escape(alt_text)}" style="background: {image["dominant_color"]}'
        f' url({image["placeholder"]["data_url"]}) center / cover"></picture>'
    )


@pytest.fixture
def page(answer, tmp_path):
    """The address of the page."""
    block = answer["body"][0]["value"]
    html = f"""<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
        <style>
            html {{ scrollbar-width: none }} body {{ margin: 0 }}
            img {{ display: block; width: 100%; height: auto }}
        </style>
        <h1>{escape(answer["title"])}</h1>{picture(answer["hero_image"], answer["hero_image"]["alt_text"])}
        <p>Words below the main image.</p>{picture(block["image"], block["alt_text"])}<p>Words at the end.</p>"""
    (tmp_path / "page.html").write_text(html)
    return (tmp_path / "page.html").as_uri()


@pytest.mark.parametrize(
    ("width", "density", "hero", "content"),
    [
        (320, 2, "hero-640.avif", None),
        (480, 1, None, "content-480.avif"),
        (480, 2, None, "content-960.avif"),
        (640, 1, "hero-640.avif", None),
        (640, 2, "hero-1280.avif", None),
        (640, 3, "hero-1920.avif", None),
        (800, 2, None, "content-1600.avif"),
        (1280, 1, "hero-1280.avif", "content-1600.avif"),
        (1920, 1, "hero-1920.avif", "content-1600.avif"),
    ],
)
def test_the_browser_takes_the_file_that_fits_and_nothing_jumps(browser, page, width, density, hero, content):
    metrics = {"width": width, "height": 900, "deviceScaleFactor": density, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    try:
        browser.get(page)
        loaded = "return [...document.images].every(image => image.complete && image.naturalWidth > 0)"
        WebDriverWait(browser, 30).until(lambda driver: driver.execute_script(loaded))
        shown = browser.execute_script("return [...document.images].map(image => image.currentSrc)")
        shift = browser.execute_async_script(LAYOUT_SHIFTS)
        boxes = browser.execute_script("return [...document.images].map(image => [image.width, image.height])")
    finally:
        browser.get("about:blank")  # Nothing is asked for any more when the database is emptied.
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    for url, expected in zip(shown, (hero, content), strict=True):
        assert expected is None or url.endswith(f"/{expected}")
    assert shift == 0
    assert [box[0] for box in boxes] == [width, width]
    assert abs(boxes[0][1] - width * 9 / 16) <= 1


def test_a_browser_without_the_new_formats_shows_the_fallback(browser, page, answer):
    browser.get(page)
    browser.execute_script("document.querySelectorAll('source').forEach(source => source.remove())")
    loaded = "return document.images[0].complete && document.images[0].currentSrc"
    source = WebDriverWait(browser, 30).until(lambda driver: driver.execute_script(loaded))
    browser.get("about:blank")
    assert source == answer["hero_image"]["fallback"]["url"]
    assert source.endswith("/hero-1920.jpg")
