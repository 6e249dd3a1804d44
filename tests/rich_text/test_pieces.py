"""Pieces of Markdown, read by a reader of Markdown."""

import pytest
from markdown_it import MarkdownIt

from api.represent.markdown import text as md

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def cell(text):
    html = READER.render(md.table(["Heading"], [[text]]))
    return html.partition("<td>")[2].partition("</td>")[0]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"{md.escape('C:')}\n\nnext", "C:<br>next"),
        ("broken\\\nhere", "broken<br>here"),
        (md.join(md.escape("C:\\"), "next"), "C:\\<br>next"),
        (md.join(md.escape("two \\\\"), "next"), "two \\\\<br>next"),
        (f"{md.escape('C:')}\\\\\\\nnext", "C:\\<br>next"),
        (md.escape("a|b\\|"), "a|b\\|"),
    ],
)
def test_a_backslash_in_a_cell_stays_and_a_break_stays_a_break(text, html):
    assert cell(text) == html


@pytest.mark.parametrize(
    ("first", "second", "lists"),
    [
        ("1. one\n2. two", "1. one", 2),
        ("- one\n\n  more of it", "- other", 2),
        ("Words\n\n- one", "- other\n- more", 2),
        ("- one", "1. one", 2),
        ("- one\n\nWords", "- other", 2),
    ],
)
def test_two_lists_in_a_row_stay_two(first, second, lists):
    html = READER.render(md.join(first, second))
    assert html.count("<ul>") + html.count("<ol>") == lists
    assert html.count("<p>Words</p>") == first.count("Words")


def test_nothing_stands_between_what_does_not_run_together():
    assert md.join("- one", "1. one", "", "Words", "- one") == "- one\n\n1. one\n\nWords\n\n- one"
