import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.headings import Outline
from pages.reading import count_words, reading_time_minutes


def test_anchors_are_readable_and_unique():
    outline = Outline()
    texts = ["What is detox?", "What is detox?", "¿Qué es?", "!!!", "What is detox 2"]
    assert [outline.claim(text) for text in texts] == [
        "what-is-detox",
        "what-is-detox-2",
        "que-es",
        "section",
        "what-is-detox-2-2",
    ]


def test_the_table_of_contents_nests_by_level():
    outline = Outline()
    for text, level in [("A", 2), ("B", 3), ("C", 4), ("D", 3), ("E", 2), ("F", 4)]:
        outline.claim(text, level)

    def shape(entries):
        return [(entry["text"], shape(entry["children"])) for entry in entries]

    assert shape(outline.table_of_contents()) == [("A", [("B", [("C", [])]), ("D", [])]), ("E", [("F", [])])]


@given(st.lists(st.tuples(st.text(max_size=12), st.integers(2, 4)), max_size=30))
def test_every_heading_is_there_once_and_in_order(headings):
    outline = Outline()
    anchors = [outline.claim(text, level) for text, level in headings]

    def flatten(entries):
        for entry in entries:
            yield entry
            yield from flatten(entry["children"])

    entries = list(flatten(outline.table_of_contents()))
    assert [entry["anchor"] for entry in entries] == anchors
    assert len(set(anchors)) == len(anchors)
    assert [entry["level"] for entry in entries] == [level for _, level in headings]


def test_headings_in_html_get_ids_and_empty_ones_go():
    outline = Outline()
    html = "<h2>One <b>two</b></h2><p>x</p><h3> </h3><h4>One two</h4>"
    assert outline.anchor_html(html) == '<h2 id="one-two">One <b>two</b></h2><p>x</p><h4 id="one-two-2">One two</h4>'


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One two", 2), ("long-term isn't", 2), ("Dr. Ellison’s", 2), ("a – b", 2), ("988", 1), ("¿Qué es?", 2)],
)
def test_words_are_counted_as_people_count_them(text, words):
    assert count_words([text]) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (856, 5)])
def test_reading_takes_whole_minutes(words, minutes):
    assert reading_time_minutes(words) == minutes
