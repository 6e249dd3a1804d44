import re
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect

from api.routing.asked_path import AskedPath
from api.routing.spellings import LONGEST

# What an address bar leaves as it is.
BROWSER = "/?%:@!$&'()*+,;=~"
ODD = [*" \"'\\^|`{}<>[]:@!$&()*+,;=~", "%20", "%22", "%27", "%2c", "%2C", "%5c", "%25", "%c3%bc", "%C3%BC", "%ff"]
ACCENTED = ["ü", "u\u0308", "é", "ñ", "日", "🙂"]
component = st.lists(st.sampled_from([*ODD, *ACCENTED, "a", "b1", "-"]), min_size=1, max_size=2).map("".join)
encodings = [
    str,
    lambda text: quote(text, safe=BROWSER),
    lambda text: re.sub("%..", lambda escape: escape[0].lower(), quote(text, safe=BROWSER)),
    lambda text: quote(unicodedata.normalize("NFC", text), safe=BROWSER),
]


def found(typed, asked):
    """Whether a redirect that staff typed is among those that are looked up for a path."""
    return any(Redirect.normalise_path(typed) in every for every in AskedPath.parse(asked).spellings())


@given(st.lists(component, min_size=1, max_size=1), st.sampled_from(encodings), st.sampled_from(["", "/"]))
@example(["100%"], str, "/")
@example(["a;c;b"], encodings[1], "")
@example(["a;"], str, "/")
def test_what_staff_typed_is_looked_up_however_it_is_encoded(components, encode, end):
    typed = "/x" + "/".join(components).strip()
    assert found(typed, encode(typed) + end)


@given(st.lists(st.sampled_from([*ODD, *ACCENTED, "a"]), max_size=12).map("".join))
def test_a_path_with_more_odd_characters_than_are_combined_is_found_as_it_was_typed(text):
    typed = "/x" + text + "x"
    assert found(typed, typed)


@given(st.lists(st.tuples(st.sampled_from(["q", "ü", "a b"]), component), min_size=1, max_size=1))
def test_query_strings_are_looked_up_however_they_are_encoded(parameters):
    typed = "/old?" + "&".join(f"{name}={re.sub('[&=+]', '', value)}" for name, value in parameters).strip()
    assert found(typed, typed)
    assert found(typed, quote(typed, safe=BROWSER))


@given(st.text(max_size=30).map(lambda text: text.replace("\0", "")))
def test_new_redirects_are_stored_in_one_spelling_that_wagtail_leaves_alone(text):
    asked = AskedPath.parse(text)
    assert Redirect.normalise_path(asked.old_path) == asked.old_path
    assert len(asked.old_path) > LONGEST or asked.old_path in asked.spellings()[0]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/two//slashes", "/two//slashes/"),
        ("/encoded%2fslash", "/encoded%2Fslash"),
        ("/ends/with//", "/ends/with/"),
        ("/ends/with/;", "/ends/with/;"),
        ("/x;';%c3%bcx", "/x;';%c3%bcx"),
        ("/old?b=1&ü=2", "/old/?%C3%BC=2&b=1"),
        ("/old?%C3%BC=2&z=1", "/old/?z=1&ü=2"),
        ("/old?q=two words", "/old/?q=two+words"),
        ("/a b c d e f g h i", "/a%20b%20c%20d%20e%20f%20g%20h%20i"),
        ("/(a),(b),(c),(d)", "/%28a%29%2c%28b%29%2c%28c%29%2c%28d%29"),
    ],
)
def test_slashes_order_and_repeated_characters(typed, asked):
    assert found(typed, asked)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("/a%20b", "/a%2520b"), ("/place", "//host.example/place"), ("/a?b", "/a%3Fb"), ("/old?a=1%26b", "/old?a=1&b")],
)
def test_other_paths_are_not_looked_up(typed, asked):
    assert Redirect.normalise_path(typed) not in AskedPath.parse(asked).spellings()[0]


@pytest.mark.parametrize(("path", "most"), [("/plain/path/", 2), ("/über/uns?a=1", 8), ("/" + "a b,c" * 40, 60)])
def test_few_rows_are_asked_for(path, most):
    assert sum(map(len, AskedPath.parse(path).spellings())) <= most


def test_what_is_longer_than_any_redirect_is_not_looked_up():
    assert AskedPath.parse("/" + "%ff" * 50_000).spellings() == [[]]
    assert AskedPath.parse("/" + "x" * 300).spellings() == [[]]
    longest = "/" + "🙂" * 254
    assert found(longest, quote(longest))
