"""feed/: the newest articles, as JSON Feed, RSS and Atom."""

import datetime

import feedparser
import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale, Page, PageViewRestriction, Site

from api.snapshots.bypass import store_bypassed
from pages.models import ArticleAuthor, OrganisationSettings
from tests.media.factories import ImageFactory
from tests.pages.factories import PersonFactory, TopicFactory, make_article

FILES = ["feed/feed.rss", "feed/feed.atom"]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def publish(articles):
    def publish(day=1, **fields):
        article = make_article(articles, **fields)
        article.author_rows = [ArticleAuthor(person=PersonFactory(name="Mara Ellison"))]
        with freeze_time(datetime.datetime(2026, 3, day, 9)):
            article.save_revision().publish()
        article.refresh_from_db()
        return article

    return publish


def titles(response):
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["items"]]


def read(response):
    """A feed as a program for subscribers reads it, after a look at what its format asks for."""
    assert response.status_code == 200, response.content
    root = ElementTree.fromstring(response.content)
    (_check_rss if root.tag == "rss" else _check_atom)(root)
    feed = feedparser.parse(response.content, response_headers={"content-type": response.headers["Content-Type"]})
    assert not feed.bozo, feed.bozo_exception
    return feed


def _check_rss(root):
    assert root.attrib["version"] == "2.0"
    (channel,) = root
    assert all(channel.findtext(name) for name in ("title", "link", "description", "lastBuildDate"))
    for item in channel.iterfind("item"):
        assert item.findtext("link").startswith("http")
        assert len({guid.text for guid in channel.iterfind("item/guid")}) == len(channel.findall("item"))


def _check_atom(root):
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for part in [root, *root.iterfind("a:entry", ATOM)]:
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"a:{name}", ATOM)) == 1, name
            assert part.findtext(f"a:{name}", namespaces=ATOM)
        assert ":" in part.findtext("a:id", namespaces=ATOM)
        assert datetime.datetime.fromisoformat(part.findtext("a:updated", namespaces=ATOM)).tzinfo
    assert root.find("a:author/a:name", ATOM) is not None
    assert any(link.attrib["rel"] == "self" for link in root.iterfind("a:link", ATOM))


def test_the_newest_articles_come_first_with_what_a_subscriber_sees(get, publish):
    publish(1, title="Older")
    newer = publish(2, title="Newer", slug="newer", hero_image=ImageFactory())
    newer.topics = [TopicFactory(name="Sleep", slug="sleep")]
    newer.save()
    feed = get("feed/").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [feed["home_page_url"], feed["feed_url"]] == [
        "http://www.clinic.example/",
        "http://www.clinic.example/feed.json",
    ]
    first, second = feed["items"]
    assert [first["title"], second["title"]] == ["Newer", "Older"]
    assert first["url"] == "http://www.clinic.example/articles/newer/"
    assert first["content_text"] == newer.summary
    assert (first["authors"], first["tags"], first["language"]) == ([{"name": "Mara Ellison"}], ["Sleep"], "en")
    assert first["date_published"] == "2026-03-02T09:00:00+00:00"
    assert first["image"].startswith("http")
    assert "image" not in second


@pytest.mark.parametrize("path", FILES)
def test_programs_for_subscribers_can_read_it(get, publish, path):
    article = publish(2, title="Fish & chips <b>", slug="fish", hero_image=ImageFactory())
    OrganisationSettings.objects.create(site=Site.objects.get(), name="Juniper (fictional)")
    feed = read(get(path))
    assert feed.version == ("rss20" if "rss" in path else "atom10")
    assert feed.feed.title == "Juniper (fictional)"
    assert feed.feed.language == "en"
    (entry,) = feed.entries
    assert entry.link == "http://www.clinic.example/articles/fish/"
    assert entry.title == "Fish & chips <b>" if "atom" in path else "Fish" in entry.title
    assert entry.summary == article.summary
    assert entry.author == "Mara Ellison"
    assert entry.published_parsed[:4] == (2026, 3, 2, 9)
    assert entry.id.startswith("urn:uuid:")
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == f"http://www.clinic.example/{path.removeprefix('feed/')}"


@pytest.mark.parametrize("path", FILES)
def test_each_author_is_named_alone(get, publish, path):
    article = publish(title="Together")
    article.author_rows.add(ArticleAuthor(person=PersonFactory(name="Robin Amsel")))
    article.save()
    names = [author["name"] for author in get("feed/").json()["items"][0]["authors"]]
    assert names == ["Mara Ellison", "Robin Amsel"]
    elements = {
        "feed/feed.rss": ".//{http://purl.org/dc/elements/1.1/}creator",
        "feed/feed.atom": "a:entry/a:author/a:name",
    }
    root = ElementTree.fromstring(get(path).content)
    assert [found.text for found in root.iterfind(elements[path], ATOM)] == names


def test_the_address_that_the_feed_has_of_itself_is_a_file_too(get, publish):
    publish()
    file = get("feed/feed.json")
    assert file.headers["Content-Type"] == "application/feed+json"
    assert file.json() == get("feed/").json()
    assert file.json()["feed_url"].endswith("/feed.json")


@pytest.mark.parametrize("path", FILES)
def test_markup_in_a_summary_is_text_to_a_reader(get, publish, path):
    publish(summary="Read <script>alert(1)</script> & learn what it means for you and for your family today.")
    assert "&lt;script&gt;" in read(get(path)).entries[0].summary


@pytest.mark.parametrize("path", FILES)
def test_characters_that_xml_cannot_say_break_no_feed(get, publish, path):
    publish(title="Sleep\x08 \x1bwell\uffff 😀")
    assert read(get(path)).entries[0].title == "Sleep well 😀"


def test_what_is_not_public_or_not_for_search_engines_is_left_out(get, publish):
    publish(title="Shown")
    publish(title="Hidden", no_index=True)
    publish(title="Copied", canonical_url="https://elsewhere.example/first/")
    publish(title="Gone").unpublish()
    PageViewRestriction.objects.create(page=publish(title="Private"), restriction_type="login")
    assert titles(get("feed/")) == ["Shown"]
    assert [item["html_path"] for item in get("sitemap/").json()["items"] if "article-" in item["html_path"]] == [
        item["url"].removeprefix("http://www.clinic.example") for item in get("feed/").json()["items"]
    ]


def test_it_is_narrowed_to_a_topic(get, publish):
    sleep = TopicFactory(name="Sleep", slug="sleep", description="Rest at night.")
    article = publish(title="Asleep")
    publish(title="Awake")
    article.topics = [sleep]
    article.save()
    feed = get("feed/", topic="sleep").json()
    assert [item["title"] for item in feed["items"]] == ["Asleep"]
    assert (feed["title"], feed["description"]) == ("Home: Sleep", "Rest at night.")
    assert feed["feed_url"].endswith("/feed.json?topic=sleep")
    assert get("feed/", topic="fishing").json()["allowed"] == ["sleep"]
    sleep.unpublish()
    assert get("feed/", topic="sleep").status_code == 400


def test_each_language_has_a_feed(get, publish, home):
    article = publish(title="Sleep")
    spanish, _created = Locale.objects.get_or_create(language_code="es")
    translation = article.copy_for_translation(spanish, copy_parents=True)
    translation.title = "Dormir"
    translation.save_revision().publish()
    assert titles(get("feed/")) == ["Sleep"]
    feed = get("feed/", locale="es").json()
    assert ([item["title"] for item in feed["items"]], feed["language"]) == (["Dormir"], "es")
    assert feed["items"][0]["id"] != get("feed/").json()["items"][0]["id"]
    assert read(get("feed/feed.rss", locale="es")).feed.language == "es"
    assert get("feed/", locale="fr").status_code == 404


OF_A_LANGUAGE = ["feed/", "feed/feed.json", *FILES, "sitemap/", "sitemap/sitemap.xml", "sitemap/sitemap-1.xml", "site/"]


def hide(page, how):
    if how == "unpublished":
        page.unpublish()
    elif how == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=how, password="secret")


@pytest.mark.parametrize("how", ["login", "password", "unpublished", "expired"])
def test_a_language_whose_home_page_is_hidden_is_not_there(get, publish, home, how):
    spanish, _created = Locale.objects.get_or_create(language_code="es")
    publish(title="Sleep").copy_for_translation(spanish, copy_parents=True).save_revision().publish()
    assert {get(path, locale="es").status_code for path in OF_A_LANGUAGE} == {200}
    hide(home.get_translation(spanish), how)
    for path in OF_A_LANGUAGE:
        answer = get(path, locale="es")
        assert (answer.status_code, answer.json()["allowed"]) == (404, ["en"]), path
        assert get(path).status_code == 200


def test_the_own_language_of_a_site_is_there_while_its_home_page_is_hidden(get, publish, home):
    publish(title="Sleep")
    hide(home, "login")
    assert titles(get("feed/", locale="en")) == []


def test_an_article_that_moves_is_not_new_to_subscribers(get, publish):
    article = publish(slug="before")
    (before,) = get("feed/").json()["items"]
    article.slug = "after"
    article.save()
    (after,) = get("feed/").json()["items"]
    assert (after["id"], after["url"]) == (before["id"], "http://www.clinic.example/articles/after/")


@pytest.mark.parametrize("path", FILES)
def test_a_feed_without_articles_is_one_and_does_not_change_with_the_clock(get, articles, path):
    feeds = []
    for day in (1, 2):
        with freeze_time(datetime.datetime(2026, 3, day)), store_bypassed():
            response = get(path)
            feeds.append(response.content)
    assert read(response).entries == []
    assert feeds[0] == feeds[1]


def test_limit_is_kept_and_bounded(get, publish):
    for day in (1, 2, 3):
        publish(day, title=f"Day {day}")
    assert titles(get("feed/", limit=2)) == ["Day 3", "Day 2"]
    assert get("feed/", limit=101).json()["type"].endswith("limit-too-high")
    assert get("feed/", limit="x").json()["parameter"] == "limit"


def test_the_number_of_queries_does_not_grow_with_the_articles(get, publish):
    def count():
        with store_bypassed(), CaptureQueriesContext(connection) as queries:
            assert get("feed/feed.atom").status_code == 200
        return len(queries)

    def more():
        article = publish(hero_image=ImageFactory())
        article.topics = [TopicFactory(), TopicFactory()]
        article.save()

    more()
    few = count()
    for _ in range(3):
        more()
    assert count() == few


@pytest.mark.parametrize("path", ["feed/", *FILES])
def test_who_has_it_already_is_told_that_nothing_has_changed(client, publish, path):
    article = publish()
    etag = client.get(f"/api/v2/{path}").headers["ETag"]
    assert client.get(f"/api/v2/{path}", headers={"If-None-Match": etag}).status_code == 304
    article.title = "Changed"
    article.save_revision().publish()
    assert client.get(f"/api/v2/{path}", headers={"If-None-Match": etag}).status_code == 200
