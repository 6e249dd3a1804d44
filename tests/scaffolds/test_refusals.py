"""What the commands refuse, and that nothing is written then."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from api.scaffolds import writing


@pytest.fixture(autouse=True)
def _nothing_is_written(monkeypatch):
    def write(files):
        raise AssertionError("it was written")

    monkeypatch.setattr(writing.Files, "write", write)


@pytest.mark.parametrize(
    ("command", "name", "said"),
    [
        ("startpage", "article", "There is a model clinic_pages.ArticlePage already"),
        ("startpage", "ArticlePage", "There is a model clinic_pages.ArticlePage already"),
        ("startpage", "event", "There is a model plugin.EventPage already"),
        ("startpage", "articles", "“ArticlesPage” and clinic_pages.ArticlePage differ in singular and plural alone"),
        ("startpage", "base", "pages/models/base.py exists already"),
        ("startsnippet", "topic", "There is a model clinic_pages.Topic already"),
        ("startsnippet", "topics", "“Topics” and clinic_pages.Topic differ in singular and plural alone"),
        ("startsnippet", "clinic", "The API has an endpoint clinics/ already"),
        ("startblock", "quote", "has a QuoteBlock already"),
        ("startpage", "1st", "“1st” cannot name a class"),
        ("startpage", "class", "“class” cannot name a class"),
        ("startblock", "über", "“über” cannot name a class"),
        ("startsnippet", "a b", "“a b” cannot name a class"),
    ],
)
def test_what_exists_or_cannot_be_a_name_is_refused(command, name, said):
    with pytest.raises(CommandError) as refused:
        call_command(command, name)
    assert said in str(refused.value)


def test_a_word_that_is_its_own_plural_needs_another():
    with pytest.raises(CommandError, match=r"“news” is its own plural.*--plural NAME"):
        call_command("startsnippet", "news", plural="news")


def test_an_app_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(CommandError, match=r"There is no app “talks” in INSTALLED_APPS. There are: .*clinic_pages"):
        call_command("startpage", "lecture", app="talks")
