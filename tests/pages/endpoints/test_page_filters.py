"""Listings of pages by what is around them: a topic, an author, a service."""

import pytest

from pages.models import ArticleAuthor, Service
from tests.kept import kept
from tests.pages.factories import PersonFactory, TopicFactory, make_article, make_clinic


@kept
def pages(articles, clinics):
    topic, author = TopicFactory(name="Sleep", slug="sleep"), PersonFactory()
    service = Service.objects.create(name="Detox", slug="detox")
    article = make_article(articles, title="Sleep well")
    article.topics = [topic]
    article.author_rows = [ArticleAuthor(person=author)]
    article.save_revision().publish()
    clinic = make_clinic(clinics, title="Riverside")
    clinic.services = [service]
    clinic.save_revision().publish()
    make_article(articles, title="Other")
    return topic, author


def titles(get, **query):
    response = get("pages/", **query)
    assert response.status_code == 200, response.json()
    return [item["title"] for item in response.json()["items"]]


def test_articles_by_topic_and_author_and_clinics_by_service(get, pages):
    _topic, author = pages
    assert titles(get, topic="sleep") == ["Sleep well"]
    assert titles(get, author=author.pk) == ["Sleep well"]
    assert titles(get, service="detox") == ["Riverside"]
    assert titles(get, topic="sleep", service="detox") == []
    assert titles(get, topic="sleep", type="clinic_pages.ArticlePage", order="title") == ["Sleep well"]
    assert titles(get, topic="sleep", search="well") == ["Sleep well"]


@pytest.mark.parametrize(("name", "value"), [("topic", "nosuch"), ("author", "0"), ("author", "x"), ("service", "no")])
def test_what_there_is_not_is_refused_by_name(get, pages, name, value):
    response = get("pages/", **{name: value})
    assert (response.status_code, response.json()["parameter"]) == (400, name)


def test_a_hidden_author_and_a_hidden_topic_tell_nothing(get, pages):
    topic, author = pages
    author.unpublish()
    topic.unpublish()
    assert get("pages/", author=author.pk).status_code == 400
    assert get("pages/", topic="sleep").status_code == 400
