"""No dead ends: every link of every answer of the demo site leads to what visitors may see."""

import json
import re

import pytest
from django.conf import settings
from wagtail.models import Page

from api.router import router
from tests.contract.content import make_content
from tests.crawl.crawler import Crawler, ask_here, ask_server
from tests.crawl.faults import faults_of, links_of
from tests.demo_site import FRONTEND

FILES = [
    "site/?locale=es",
    "sitemap/sitemap.xml",
    "feed/?locale=es",
    "feed/feed.json",
    "feed/feed.rss",
    "feed/feed.atom",
    "robots/robots.txt",
]


def crawl_everything(crawler):
    listings = [f"{name}/?limit=100&fields=*" for name, view in router.endpoints.items() if view.get_model()]
    singles = [f"{name}/" for name, view in router.endpoints.items() if not view.get_model()]
    crawler.crawl("", *listings, *singles, *FILES)


def test_every_link_of_the_demo_site_leads_somewhere(demo):
    ask = ask_server(demo)
    crawler = Crawler(ask, demo, FRONTEND)
    crawl_everything(crawler)
    assert crawler.faults == [], sorted({fault.partition(" ")[2][:200] for fault in crawler.faults})[:40]
    asked = " ".join(crawler.seen)
    routes = json.loads(ask("/api/v2/routes/").content)["items"]
    assert len(routes) > 20
    for route in routes:
        assert re.search(rf"/api/v2/(pages|clinics)/{route['id']}/", asked), route
    question = json.loads(ask("/api/v2/faqs/?limit=1").content)["items"][0]
    for part in (
        "find/?html_path=%2Fes%2Farticulos%2F",
        f"/faqs/{question['id']}/",
        "/uploads/",
        "feed.atom",
    ):
        assert part in asked
    assert any(link.startswith("https://") for link in crawler.external)


@pytest.mark.django_db
def test_a_link_to_what_is_not_live_is_noticed(client):
    """The crawler on an answer that was tampered with: it would not let the real thing pass."""
    crawler = Crawler(ask_here(client), settings.CLINIC_BASE_URL, settings.CLINIC_FRONTEND_BASE_URL)
    for link in ("/nothing-here/", "http://127.0.0.1:8000/api/v2/pages/999999/", "http://localhost:3000/gone/"):
        crawler.note(link, "an answer")
    crawler.note("https://elsewhere.example/", "an answer")
    crawler.crawl()
    assert len(crawler.faults) == 3
    assert all("answers 404" in fault for fault in crawler.faults)
    assert crawler.external == {"https://elsewhere.example/"}


GOOD = {
    "id": 12,
    "meta": {"type": "app.Page", "detail_url": "http://127.0.0.1:8000/api/v2/pages/12/", "html_path": "/a/"},
    "title": "911 or 988",
    "body": [
        {"id": "uuid", "type": "rich_text", "value": '<p>See <a href="/b/">b</a>, <a href="tel:988">988</a>.</p>'}
    ],
    "related": [{"id": 3, "title": "B"}],
    "hero_image": None,
    "width": 640,
    "live": True,
    "canonical_url": None,
}


def test_an_answer_without_faults_has_none():
    assert faults_of(GOOD) == []
    assert links_of(GOOD) == {"http://127.0.0.1:8000/api/v2/pages/12/", "/a/", "/b/", "tel:988"}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"hero_image": 7}, "a bare id"),
        ({"hero_image": "7"}, "a bare id"),
        ({"related": [3, 4]}, "a bare id"),
        ({"related": [{"id": 3}]}, "only an id"),
        ({"hero_image_id": None}, "a name of the database"),
        ({"body": [{"type": "page", "value": 5, "id": "x"}]}, "a bare id"),
        ({"body": [{"type": "page", "value": {"linktype": "page"}}]}, "a name of the database"),
        ({"text": '<p><a linktype="page" id="3">x</a></p>'}, "marks of the editor"),
        ({"text": '<p><embed embedtype="image" id="3"/></p>'}, "marks of the editor"),
        ({"text": 'a linktype="page" in plain text'}, "marks of the editor"),
        ({"text": '<p><a href="None">x</a></p>'}, "leads nowhere"),
        ({"text": '<p><a href="">x</a></p>'}, "leads nowhere"),
        ({"text": "<p><a>x</a></p>"}, "leads nowhere"),
        ({"text": '<p><img alt="x"></p>'}, "leads nowhere"),
        ({"text": '<p><a href="javascript:alert(1)">x</a></p>'}, "leads nowhere"),
        ({"href": ""}, "no address"),
        ({"href": "None"}, "no address"),
        ({"html_url": "http://localhost:3000/None"}, "no address"),
        ({"html_path": "articles"}, "no address"),
        ({"detail_url": ""}, "no address"),
        ({"href": "//evil.example"}, "no address"),
    ],
)
def test_a_fault_in_an_answer_is_noticed(fault, words):
    deep = {**GOOD, "related": [{"id": 3, "title": "B", **fault}]}
    for answer in ({**GOOD, **fault}, deep):
        assert [found for found in faults_of(answer) if words in found]


def faults_here(client):
    crawler = Crawler(ask_here(client), settings.CLINIC_BASE_URL, settings.CLINIC_FRONTEND_BASE_URL)
    crawl_everything(crawler)
    return set(crawler.faults)


@pytest.mark.django_db
def test_the_crawl_fails_when_an_answer_links_to_a_page_that_was_unpublished(client, monkeypatch):
    """The real API with its visibility switched off where references are loaded: the crawl must see it."""
    linked = make_content()["ArticlePage"].related_rows.first().page
    whole = faults_here(client)
    assert not [fault for fault in whole if linked.slug in fault]
    monkeypatch.setattr("api.represent.references.public", lambda queryset: queryset)
    Page.objects.get(pk=linked.pk).specific.unpublish()
    assert [fault for fault in faults_here(client) - whole if "answers 404" in fault]
