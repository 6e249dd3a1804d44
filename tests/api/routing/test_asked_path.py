import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.routing.asked_path import AskedPath

slug = st.text(st.characters(categories=["Ll", "Nd"], include_characters="-"), min_size=1, max_size=8)


def lower_escapes(text):
    return re.sub("%..", lambda escape: escape[0].lower(), quote(text))


@given(slugs=st.lists(slug, max_size=4), slashes=st.integers(1, 3), lead=st.integers(0, 2), query=st.booleans())
def test_every_spelling_of_a_path_is_read_as_the_same(slugs, slashes, lead, query):
    plain = AskedPath.parse("/" + "".join(f"{part}/" for part in slugs)).html_path
    for encode in (str, quote, lower_escapes):
        spelling = "/" * lead + ("/" * slashes).join(encode(part) for part in slugs)
        spelling += "?utm_source=x#top" if query else ""
        assert AskedPath.parse(spelling) == AskedPath(plain, "", "utm_source=x" if query else "")


@given(st.text(max_size=60))
def test_any_text_is_read_as_a_path_with_slashes_around_its_parts(text):
    asked = AskedPath.parse(text)
    assert asked.html_path.startswith("/")
    assert asked.html_path.endswith("/")
    assert "//" not in asked.html_path


def test_tracking_is_dropped_and_the_rest_sorted():
    asked = AskedPath.parse("/a?utm_source=x&page=2&FBCLID=1&gclid=3&b=%C3%A9&%75tm_medium=y")
    assert asked.query == "b=%C3%A9&page=2"
    assert "utm_source=x" in asked.whole_query


@pytest.mark.parametrize("text", ["/%ff/", "/%C3/", "/%/", "/%zz/"])
def test_what_is_no_utf_8_stays_as_it_is(text):
    assert AskedPath.parse(text).html_path == text


def test_both_forms_of_an_accented_letter_are_one():
    assert AskedPath.parse("/cafe\u0301/").html_path == AskedPath.parse("/caf%C3%A9").html_path == "/café/"
