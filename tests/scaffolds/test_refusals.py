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
        ("startpage", "article", "There is already a model clinic_pages.ArticlePage"),
        ("startpage", "ArticlePage", "There is already a model clinic_pages.ArticlePage"),
        ("startpage", "event", "There is already a model plugin.EventPage"),
        (
            "startpage",
            "articles",
            "“ArticlesPage” and clinic_pages.ArticlePage would differ only in singular and plural",
        ),
        ("startpage", "base", "pages/models/base.py already exists"),
        ("startsnippet", "topic", "There is already a model clinic_pages.Topic"),
        ("startsnippet", "topics", "“Topics” and clinic_pages.Topic would differ only in singular and plural"),
        ("startsnippet", "clinic", "The API already has an endpoint clinics/"),
        ("startblock", "quote", "already has a QuoteBlock"),
        ("startpage", "1st", "“1st” cannot be the name of a class"),
        ("startpage", "class", "“class” cannot be the name of a class"),
        ("startblock", "über", "“über” cannot be the name of a class"),
        ("startsnippet", "a b", "“a b” cannot be the name of a class"),
    ],
)
def test_what_exists_or_cannot_be_a_name_is_refused(command, name, said):
    with pytest.raises(CommandError) as refused:
        call_command(command, name)
    assert said in str(refused.value)


def test_a_word_that_is_its_own_plural_needs_another():
    with pytest.raises(CommandError, match=r"The plural of “news” is the same word.*--plural NAME"):
        call_command("startsnippet", "news", plural="news")


def test_an_app_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(CommandError, match=r"There is no app “talks” in INSTALLED_APPS. There are: .*clinic_pages"):
        call_command("startpage", "lecture", app="talks")
