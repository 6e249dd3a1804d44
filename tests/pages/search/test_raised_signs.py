"""10⁹/L is 10⁹/L in every form of an answer, in search and in the word count; never 109/L."""

import pytest

from api.represent.rich_text.scripts import subscript, superscript, with_signs
from tests.pages.factories import FaqItemFactory, make_article

RAISED = "10<sup>9</sup>/L of B<sub>12</sub>"


def article_with(articles, block_type, value):
    return make_article(articles, title="Cells", body=[{"id": "a", "type": block_type, "value": value}])


BLOCKS = [
    ("rich_text", f"<p>{RAISED}</p>"),
    ("callout", {"kind": "warning", "heading": "Cells", "text": f"<p>{RAISED}</p>"}),
    (
        "table",
        {
            "columns": [{"type": "rich_text", "heading": "Cells"}],
            "rows": [{"values": [f"<p>{RAISED}</p>"]}],
            "caption": "Cells",
        },
    ),
]


@pytest.mark.parametrize(("block_type", "value"), BLOCKS)
def test_raised_and_lowered_text_is_in_all_three_formats(articles, get, block_type, value):
    article = article_with(articles, block_type, value)
    for rich_text in ("html", "markdown"):
        body = str(get(f"pages/{article.pk}/", rich_text=rich_text).json()["body"])
        assert "10<sup>9</sup>/L" in body
        assert "B<sub>12</sub>" in body
    tree = str(get(f"pages/{article.pk}/", rich_text="json").json()["body"])
    assert "'sup'" in tree
    assert "'sub'" in tree


@pytest.mark.parametrize(("block_type", "value"), BLOCKS)
def test_it_is_found_and_shown_with_its_signs(articles, search, block_type, value):
    article = article_with(articles, block_type, value)
    for query in ("10⁹/L", "B₁₂"):
        (result,) = search(query)["items"]
        shown = "".join(part["text"] for part in result["excerpt"]["parts"])
        assert "10⁹/L of B₁₂" in shown
    assert "109" not in " ".join(article.texts())


def test_it_is_found_in_answers_of_questions(search):
    FaqItemFactory(question="How many cells?", answer=f"<p>{RAISED}</p>")
    (result,) = search("10⁹")["items"]
    assert result["title"] == "How many cells?"


def test_a_heading_in_a_text_has_its_signs_in_the_table_of_contents(articles, get):
    article = article_with(articles, "rich_text", "<h2>CO<sub>2</sub> and SpO<sub>2</sub></h2><p>x</p>")
    assert [entry["text"] for entry in get(f"pages/{article.pk}/").json()["toc"]] == ["CO₂ and SpO₂"]


@pytest.mark.parametrize(
    ("raised", "signs"),
    [("9", "⁹"), ("−3", "⁻³"), ("-3", "⁻³"), ("2+", "²⁺"), ("n", "ⁿ"), ("th", "th"), ("[1]", "[1]"), ("9/L", "^(9/L)")],
)
def test_raised_text_without_markup(raised, signs):
    assert superscript(raised) == signs


@pytest.mark.parametrize(("lowered", "signs"), [("12", "₁₂"), ("max", "max"), ("1c", "₁c")])
def test_lowered_text_without_markup(lowered, signs):
    assert subscript(lowered) == signs


def test_other_markup_stays():
    assert with_signs('<p>10<SUP class="x"><b>9</b></SUP> &amp; <summary>5</summary></p>') == (
        "<p>10⁹ &amp; <summary>5</summary></p>"
    )
