"""Search with OpenSearch and Elasticsearch: a server on this machine takes what their clients send. With a real engine
at the address in ``TEST_SEARCH_URL`` (and its name in ``TEST_SEARCH_ENGINE``), the last test asks that.
"""

import json
import os
import re
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.core.management import call_command
from wagtail.search.backends import get_search_backend

from api.checks import check_search_backend
from tests.pages.factories import FaqItemFactory, make_article

CLIENTS = {"opensearch3": "opensearchpy", "elasticsearch9": "elasticsearch"}


class FakeEngine(BaseHTTPRequestHandler):
    """Keeps documents and finds all of them, whatever it is asked."""

    documents: dict
    searches: list

    def do_POST(self):
        self.do_PUT()

    def do_PUT(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or b"{}")
        index, _, rest = self.path.strip("/").partition("/")
        if rest.startswith("_doc/"):
            self.documents[index][rest.removeprefix("_doc/").partition("?")[0]] = body
            self.answer({"result": "created", "_index": index, "_id": "1", "_version": 1, "_shards": {}})
        elif rest.startswith("_search"):
            self.searches.append((index, self.path, body))
            hits = [{"_id": pk, "_score": 1.0, "fields": {"pk": [pk]}} for pk in self.documents[index]]
            self.answer({"hits": {"hits": hits}, "took": 1, "timed_out": False, "_shards": {}})
        else:
            self.answer({})

    def do_DELETE(self):
        index, _, rest = self.path.strip("/").partition("/")
        self.documents[index].pop(rest.removeprefix("_doc/"), None)
        self.answer({"result": "deleted"})

    def answer(self, document):
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def engine():
    """A server that takes the requests of both clients."""
    handler = type("Engine", (FakeEngine,), {"documents": defaultdict(dict), "searches": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    handler.url = f"http://127.0.0.1:{server.server_port}"
    yield handler
    server.shutdown()
    server.server_close()
    thread.join()


def use(settings, name, url):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": f"wagtail.search.backends.{name}",
            "URLS": [url],
            "INDEX_PREFIX": "clinic_",
            "TIMEOUT": 2,
            "OPTIONS": {"max_retries": 0},
        }
    }


@pytest.fixture(params=CLIENTS)
def remote(request, settings, engine):
    """The project with its index in the engine."""
    pytest.importorskip(CLIENTS[request.param])
    use(settings, request.param, engine.url)
    return engine


@pytest.fixture(params=CLIENTS)
def unreachable(request, settings):
    """The project with an engine that does not answer."""
    pytest.importorskip(CLIENTS[request.param])
    use(settings, request.param, "http://127.0.0.1:9")


def test_a_change_is_told_after_the_commit_and_then_found(get, articles, remote, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        article = make_article(articles, title="Aardvark")
    assert str(article.pk) not in remote.documents["clinic_wagtailcore_page"]
    for callback in callbacks:
        callback()
    assert remote.documents["clinic_wagtailcore_page"][str(article.pk)]["title"] == "Aardvark"
    assert [item["title"] for item in get("search/", q="aardvark").json()["items"]] == ["Aardvark"]


def test_the_engine_is_asked_for_words_beginnings_and_phrases(get, articles, remote):
    get("search/", q='"first week" depr', search_operator="and")
    asked = {index: body["query"] for index, _, body in remote.searches}
    assert asked.keys() >= {"clinic_wagtailcore_page", "clinic_clinic_pages_faqitem", "clinic_clinic_pages_person"}
    phrase, word = asked["clinic_wagtailcore_page"]["bool"]["must"]
    assert '"first week"' in json.dumps(phrase)
    assert "phrase" in json.dumps(phrase)
    assert {"match": {"_edgengrams": {"query": "depr", "operator": "and"}}} in word["bool"]["should"]
    assert {"prefix": {"_all_text": {"value": "depr"}}} in word["bool"]["should"]


def test_what_the_engine_still_has_is_not_shown_when_it_is_no_longer_public(
    get, articles, remote, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        article, gone = make_article(articles, title="Aardvark"), make_article(articles, title="Gone aardvark")
        FaqItemFactory(question="An aardvark?", live=False)
    gone.unpublish()
    assert str(gone.pk) in remote.documents["clinic_wagtailcore_page"]
    found = get("search/", q="aardvark", type="clinic_pages.ArticlePage,clinic_pages.FaqItem").json()
    assert [item["id"] for item in found["items"]] == [article.pk]
    assert found["meta"]["total_count"] == 1


def test_what_was_deleted_is_taken_out(articles, remote, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(articles, title="Aardvark")
        pk = str(article.pk)
    assert pk in remote.documents["clinic_wagtailcore_page"]
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert pk not in remote.documents["clinic_wagtailcore_page"]


def test_no_cache_may_keep_what_an_index_that_lags_behind_answered(get, articles, remote, settings):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 3600
    answer = get("search/", q="aardvark")
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=0"
    get("search/", q="aardvark")
    assert len([index for index, *_ in remote.searches if index == "clinic_wagtailcore_page"]) == 2


@pytest.mark.parametrize("path", ["search/?q=aardvark", "pages/?search=aardvark"])
def test_a_search_without_its_engine_is_told_to_come_back_later(client, articles, unreachable, path):
    response = client.get(f"/api/v2/{path}")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json()["type"] == "urn:clinic-api:problem:search-unavailable"


def test_everything_else_works_without_the_engine(
    get, articles, unreachable, django_capture_on_commit_callbacks, caplog
):
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(articles, title="Aardvark")
        article.title = "Badger"
        article.save_revision().publish()
    assert get(f"pages/{article.pk}/").json()["title"] == "Badger"
    assert "search backend" in caplog.text
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert get(f"pages/{article.pk}/").status_code == 404


def test_a_client_that_is_not_installed_is_named_and_stops_nothing_but_searches(
    get, articles, settings, django_capture_on_commit_callbacks
):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.nothing"}}
    (error,) = check_search_backend(None)
    assert error.id == "clinic_api.E004"
    assert "nothing" in error.msg
    assert get("search/", q="aardvark").status_code == 503
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(articles, title="Aardvark")
    assert get(f"pages/{article.pk}/").status_code == 200


def test_a_database_or_an_engine_with_its_client_is_nothing_to_complain_of(remote):
    assert check_search_backend(None) == []


@pytest.mark.skipif("TEST_SEARCH_URL" not in os.environ, reason="TEST_SEARCH_URL names no search engine")
def test_a_real_engine_finds_words_beginnings_and_phrases(get, articles, settings):
    use(settings, os.environ.get("TEST_SEARCH_ENGINE", "opensearch3"), os.environ["TEST_SEARCH_URL"])
    body = [{"type": "rich_text", "value": "<p>The first week is hard.</p>"}]
    make_article(articles, title="Depression", body=body)
    FaqItemFactory(question="What helps against depression?")
    call_command("update_index", verbosity=0)
    get_search_backend().get_index_for_model(type(articles)).refresh()
    for query, count in {"depr": 2, "depression": 2, '"first week"': 1, '"week first"': 0, "nothing at all": 0}.items():
        found = get("search/", q=query, search_operator="and").json()
        assert found["meta"]["total_count"] == count, query
        assert not re.search("draft", json.dumps(found))
