"""sitemap/: which pages search engines are told of, as JSON and as files that keep to the protocol."""

import datetime
from types import SimpleNamespace

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from api.discovery import sitemap
from api.snapshots import memory
from api.snapshots.bypass import store_bypassed
from tests.api.conftest import translate

NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
# The order in which the schema has the elements of a URL.
ORDER = ["loc", "lastmod", "changefreq", "priority"]


def paths(get, **query):
    response = get("sitemap/", **query)
    assert response.status_code == 200, response.json()
    return [item["html_path"] for item in response.json()["items"]]


def read(response, host="www.clinic.example"):
    """The XML of a file, checked for what the protocol asks of it."""
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert len(response.content) <= 50 * 1024 * 1024
    root = ElementTree.fromstring(response.content)
    assert len(root) <= 50_000
    for child in root:
        names = [element.tag.rpartition("}")[2] for element in child if element.tag.startswith("{http://www.sitemaps")]
        assert names[0] == "loc"
        assert names == sorted(names, key=ORDER.index)
        address = child.findtext("s:loc", namespaces=NAMESPACES)
        assert address.startswith(f"http://{host}/")
        assert len(address) < 2048
        assert address.isascii()
        if moment := child.findtext("s:lastmod", namespaces=NAMESPACES):
            assert datetime.datetime.fromisoformat(moment).tzinfo is not None
    return root


def locations(root):
    return [element.text for element in root.iterfind(".//s:loc", NAMESPACES)]


def test_pages_are_told_with_their_address_language_and_last_change(get, make_event):
    event = make_event(slug="open-day")
    event.save_revision().publish()
    event.refresh_from_db()
    body = get("sitemap/").json()
    assert body["meta"] == {"part": 1, "part_count": 1, "total_count": 2}
    assert body["items"][1] == {
        "id": event.pk,
        "locale": "en",
        "html_path": "/open-day/",
        "html_url": "http://www.clinic.example/open-day/",
        "last_modified": event.last_published_at.isoformat(),
        "alternates": [],
    }
    root = read(get("sitemap/sitemap-1.xml"))
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert locations(root) == ["http://www.clinic.example/", "http://www.clinic.example/open-day/"]


def test_drafts_private_pages_and_aliases_are_not_told(get, make_event):
    make_event(live=False)
    private, event = make_event(), make_event(slug="open-day")
    make_event(parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    event.create_alias(update_slug="alias")
    assert paths(get) == ["/", "/open-day/"]
    event.unpublish()
    assert paths(get) == ["/"]


def test_pages_of_another_site_are_told_there(get, make_event, home):
    section = make_event(slug="portland")
    make_event(parent=section, slug="opening")
    site = Site.objects.create(hostname="portland.example", root_page=section)
    assert paths(get) == ["/"]
    assert paths(get, site="portland.example") == ["/", "/opening/"]
    response = get("sitemap/sitemap-1.xml", site="portland.example")
    assert b"<loc>http://portland.example/opening/</loc>" in response.content
    site.delete()
    assert paths(get) == ["/", "/portland/", "/portland/opening/"]


def test_each_language_of_a_page_names_all_and_one_for_everybody_else(get, make_event, spanish):
    event = make_event(slug="open-day")
    make_event(slug="only-here")
    translation = translate(event, spanish.locale)
    translation.slug = "puertas-abiertas"
    translation.save()
    alternates = [
        {"locale": "en", "html_path": "/open-day/", "html_url": "http://www.clinic.example/open-day/"},
        {
            "locale": "es",
            "html_path": "/es/puertas-abiertas/",
            "html_url": "http://www.clinic.example/es/puertas-abiertas/",
        },
    ]
    items = {item["html_path"]: item["alternates"] for item in get("sitemap/").json()["items"]}
    assert items["/open-day/"] == items["/es/puertas-abiertas/"] == alternates
    assert items["/only-here/"] == []
    root = read(get("sitemap/sitemap-1.xml", locale="es"))
    assert locations(root) == ["http://www.clinic.example/es/", "http://www.clinic.example/es/puertas-abiertas/"]
    links = [link.attrib for link in root[1].iterfind("x:link", NAMESPACES)]
    assert [(link["hreflang"], link["href"]) for link in links] == [
        ("en", "http://www.clinic.example/open-day/"),
        ("es", "http://www.clinic.example/es/puertas-abiertas/"),
        ("x-default", "http://www.clinic.example/open-day/"),
    ]
    assert {link["rel"] for link in links} == {"alternate"}


def test_languages_on_sites_of_their_own_name_each_other(get, make_event, home, spanish):
    event = make_event(slug="open-day")
    translation = translate(event, spanish.locale)
    site = Site.objects.create(hostname="es.clinic.example", root_page=spanish)
    Page.objects.filter(pk=translation.pk).update(slug="dia", url_path=f"{spanish.url_path}dia/")
    expected = [
        ("en", "http://www.clinic.example/open-day/"),
        ("es", "http://es.clinic.example/dia/"),
        ("x-default", "http://www.clinic.example/open-day/"),
    ]
    for host in ("www.clinic.example", site.hostname):
        root = read(get("sitemap/sitemap-1.xml", site=host), host)
        assert [(link.get("hreflang"), link.get("href")) for link in root[1].iterfind("x:link", NAMESPACES)] == expected
    for host, page in (("www.clinic.example", event), (site.hostname, translation)):
        translations = get(f"pages/{page.pk}/", site=host).json()["meta"]["translations"]
        assert [(each["locale"], each["html_url"]) for each in translations] == expected[:2]


def test_only_published_alternates_are_named(get, make_event, spanish):
    event = make_event()
    translation = translate(event, spanish.locale)
    translation.unpublish()
    assert get("sitemap/").json()["items"][-1]["alternates"] == []


def test_a_language_that_the_site_does_not_have_is_not_found(get, home):
    assert get("sitemap/", locale="fr").json()["allowed"] == ["en"]
    assert get("sitemap/sitemap.xml", locale="fr").status_code == 404


def test_a_sitemap_is_divided_and_its_index_names_all_parts(get, make_event, monkeypatch):
    monkeypatch.setattr(sitemap, "PART_SIZE", 2)
    for number in range(4):
        make_event(slug=f"event-{number}").save_revision().publish()
    index = read(get("sitemap/sitemap.xml"))
    assert index.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}sitemapindex"
    assert locations(index) == [f"http://www.clinic.example/sitemap-{number}.xml" for number in (1, 2, 3)]
    assert index[2].find("s:lastmod", NAMESPACES) is not None
    told = [url for number in (1, 2, 3) for url in locations(read(get(f"sitemap/sitemap-{number}.xml")))]
    assert told == ["http://www.clinic.example/", *(f"http://www.clinic.example/event-{n}/" for n in range(4))]
    assert get("sitemap/", part=3).json()["meta"] == {"part": 3, "part_count": 3, "total_count": 5}
    assert len(get("sitemap/", part=3).json()["items"]) == 1
    assert locations(read(get("sitemap/sitemap.xml", locale="en")))[0].endswith("/sitemap-1.xml?locale=en")


@pytest.mark.parametrize("part", ["0", "2", "99999999"])
def test_a_part_that_there_is_not_is_told_with_those_that_there_are(get, home, part):
    assert get("sitemap/", part=part).json()["allowed"] == "a number from 1 to 1"
    assert get(f"sitemap/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize("part", ["x", "-1", "1.5", "99999999999999999999"])
def test_what_is_no_part_is_told_so(get, home, part):
    assert get("sitemap/", part=part).json()["parameter"] == "part"


def test_a_part_holds_what_the_protocol_allows_however_long_addresses_are(site):
    document = sitemap.SiteDocument(None, None, None)
    for languages in (1, 2, 10, 100):
        made = sitemap.Sitemap(document)
        made._every_root = [SimpleNamespace(locale=f"l-{number}") for number in range(languages)]
        size = made.part_size
        longest = len('<xhtml:link rel="alternate" hreflang="zh-hant-hk" href=""/>') + 2047
        assert 0 < size <= 50_000
        assert size * (longest * (languages + 2) + 100) <= 50 * 1024 * 1024


def test_a_site_without_public_pages_has_an_empty_sitemap(get, home):
    home.unpublish()
    assert get("sitemap/").json()["items"] == []
    assert locations(read(get("sitemap/sitemap-1.xml"))) == []
    assert len(read(get("sitemap/sitemap.xml"))) == 1


def test_addresses_are_encoded_and_markup_in_them_stays_text(get, make_event):
    make_event(slug="plain")
    Page.objects.filter(slug="plain").update(slug="über", url_path="/home/über-<b>&amp;/")
    memory.forget()
    assert locations(read(get("sitemap/sitemap-1.xml")))[1] == "http://www.clinic.example/%C3%BCber-%3Cb%3E&amp;/"


def test_an_address_that_is_too_long_is_left_out_of_the_file(get, make_event):
    make_event(slug="plain")
    Page.objects.filter(slug="plain").update(url_path=f"/home/{'x' * 2100}/")
    memory.forget()
    assert locations(read(get("sitemap/sitemap-1.xml"))) == ["http://www.clinic.example/"]


@pytest.mark.parametrize("path", ["sitemap/", "sitemap/sitemap.xml", "sitemap/sitemap-1.xml", "robots/robots.txt"])
def test_who_has_it_already_is_told_that_nothing_has_changed(client, make_event, path):
    event = make_event()
    etag = client.get(f"/api/v2/{path}").headers["ETag"]
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/api/v2/{path}", headers={"If-None-Match": etag}).status_code == 304
    assert len(queries) == 1
    event.save_revision().publish()
    status = 304 if "robots" in path else 200
    assert client.get(f"/api/v2/{path}", headers={"If-None-Match": etag}).status_code == status


def test_the_number_of_queries_does_not_grow_with_the_pages(get, make_event, spanish):
    def count(path):
        with store_bypassed(), CaptureQueriesContext(connection) as queries:
            assert get(path).status_code == 200
        return len(queries)

    before = {}
    for _ in range(2):
        for _ in range(3):
            translate(make_event(), spanish.locale)
        now = {path: count(path) for path in ("sitemap/", "sitemap/sitemap.xml", "sitemap/sitemap-1.xml")}
        assert before in ({}, now)
        before = now


@pytest.mark.parametrize("accept", ["application/xml", "text/html", "image/png", "*/*"])
def test_a_file_is_sent_whatever_a_robot_says_that_it_likes(client, home, accept):
    response = client.get("/api/v2/sitemap/sitemap.xml", headers={"Accept": accept})
    assert response.status_code == 200
    assert client.get("/api/v2/sitemap/sitemap-7.xml", headers={"Accept": accept}).status_code == 404


def test_a_query_parameter_that_there_is_not_is_refused(get, home):
    for path in ("sitemap/", "sitemap/sitemap.xml", "sitemap/sitemap-1.xml", "robots/", "robots/robots.txt"):
        assert get(path, colour="red").json()["parameter"] == "colour"


class TestRobots:
    def test_robots_may_read_a_site_and_learn_where_its_sitemap_is(self, get, home):
        assert get("robots/").json() == {
            "rules": [{"user_agent": "*", "allow": ["/"], "disallow": []}],
            "sitemaps": ["http://www.clinic.example/sitemap.xml"],
        }
        response = get("robots/robots.txt")
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == (
            "User-agent: *\nAllow: /\n\nSitemap: http://www.clinic.example/sitemap.xml\n"
        )

    def test_while_the_home_page_is_not_public_robots_may_read_nothing(self, get, home):
        PageViewRestriction.objects.create(page=home, restriction_type="login")
        assert get("robots/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"

    def test_each_site_has_its_own(self, get, make_event):
        Site.objects.create(hostname="portland.example", root_page=make_event())
        assert b"http://portland.example/sitemap.xml" in get("robots/robots.txt", site="portland.example").content
        assert get("robots/robots.txt", site="nobody.example").status_code == 404

    def test_a_line_break_in_a_host_name_begins_no_new_rule(self, get, site):
        Site.objects.filter(pk=site.pk).update(hostname="x\nDisallow: /")
        memory.forget()
        assert b"\nDisallow" not in get("robots/robots.txt").content
