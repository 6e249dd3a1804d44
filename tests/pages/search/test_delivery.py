"""Answers of ``search/`` are remembered, known and made in a fixed number of queries."""

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.conf import get_app_config

from api.snapshots.bypass import store_bypassed
from pages.models import FaqItem
from tests.pages.factories import (
    FaqItemFactory,
    PersonFactory,
    full_body,
    make_article,
    make_clinic,
)


def test_what_fell_out_of_the_index_is_back_after_update_index(titles, articles):
    make_article(articles, title="Aardvark")
    get_app_config().get_model("IndexEntry").objects.all().delete()
    assert titles("aardvark") == []
    call_command("update_index", verbosity=0)
    assert titles("aardvark") == ["Aardvark"]


def test_an_answer_is_remembered_until_the_content_changes(get, articles):
    make_article(articles, title="Aardvark")
    first = get("search/", q="aardvark")
    with CaptureQueriesContext(connection) as queries:
        again = get("search/", q="aardvark")
    assert again.content == first.content
    assert len(queries) == 1
    make_article(articles, title="Another aardvark")
    assert get("search/", q="aardvark").json()["meta"]["total_count"] == 2


def test_an_answer_that_is_known_is_not_sent_again(client, articles):
    make_article(articles, title="Aardvark")
    url = "/api/v2/search/?q=aardvark"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    make_article(articles, title="Another aardvark")
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_results(get, articles, clinics):
    def fill(times):
        for _ in range(times):
            make_article(articles, title="Aardvark")
            make_clinic(clinics, title="Aardvark")
            FaqItemFactory(question=f"Aardvark {FaqItem.objects.count()}?")
            PersonFactory(name="Aardvark")

    def count():
        get("search/", q="aardvark", limit=100)
        with CaptureQueriesContext(connection) as queries:
            get("search/", q="aardvark", limit=99)
        return len(queries)

    fill(2)
    few = count()
    fill(4)
    assert count() == few


def test_with_the_store_and_without_it_the_answer_is_the_same(client, articles, clinics, home):
    clinic = make_clinic(clinics, title="Riverside")
    make_article(articles, title="All", body=full_body(articles, clinic))
    for query in ["riverside", "outpatient", "question", "help"]:
        stored = client.get("/api/v2/search/", {"q": query}).content
        with store_bypassed():
            assert client.get("/api/v2/search/", {"q": query}).content == stored
