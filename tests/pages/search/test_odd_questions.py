"""Whatever is asked is answered, or refused with the parameter at fault."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages.factories import (
    make_article,
)

OPERATORS = ['"', "*", "AND", "OR", "NOT", "NEAR(", ")", "{title}", ":", "^", "-", "--", "'", "\\", "%s", "%", "$$"]
OPERATORS += ["&", "|", "!", "<->", ":*", "title:"]
SCRIPTS = ["depression", "עברית", "العربية", "中文", "हिन्दी", "ﬁ", "ß", "İ", "\u0301", "😀", "½", "²"]


@pytest.mark.parametrize("query", ["", " ", '"', "*", "()", "😀", '""""', "^:-+", "%", "\\", "'"])
def test_a_question_without_words_finds_nothing(search, articles, query):
    make_article(articles, title="A")
    assert search(query) == {"meta": {"total_count": 0, "facets": [], "operator": "and"}, "items": []}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"q": "word " * 2000}, "q"),
        ({"q": "a\0b"}, "q"),
        ({"q": "a", "type": "clinic_pages.Nothing"}, "type"),
        ({"q": "a", "type": "auth.User"}, "type"),
        ({"q": "a", "type": "\0"}, "type"),
        ({"q": "a", "limit": "1000"}, "limit"),
        ({"q": "a", "offset": "-1"}, "offset"),
        ({"q": "a", "offset": str(10**30)}, "offset"),
        ({"q": "a", "search_operator": "xor"}, "search_operator"),
        ({"q": "a", "topic": "nothing"}, "topic"),
        ({"q": "a", "child_of": "12345678"}, "child_of"),
        ({"q": "a", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_parameter_at_fault(get, home, query, parameter):
    response = get("search/", **query)
    assert response.status_code == 400
    assert response.json()["parameter"] == parameter


@pytest.mark.parametrize("query", [{"locale": "xx"}, {"site": "nowhere.example"}])
def test_a_language_or_a_site_that_there_is_not_is_not_found(get, home, query):
    assert get("search/", q="a", **query).status_code == 404


WORDS = st.sampled_from([*OPERATORS, *SCRIPTS])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(query=st.one_of(st.text(max_size=210), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS).map("".join)))
def test_no_question_breaks_the_search(get, home, query):
    response = get("search/", q=query)
    assert response.status_code == 200 or (response.status_code == 400 and response.json()["parameter"] == "q")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(word=st.from_regex(r"[a-zà-öø-ÿа-я]{2,20}", fullmatch=True))
def test_every_word_of_a_title_is_found(titles, articles, word):
    article = make_article(articles, title=f"The {word} page")
    try:
        assert article.title in titles(word)
        assert article.title in titles(word[:-1] if len(word) > 2 else word)
    finally:
        article.delete()
