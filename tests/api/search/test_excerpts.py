from hypothesis import given
from hypothesis import strategies as st

from api.represent.passages import Passage
from api.search.excerpts import LENGTH, Text
from api.search.query import SearchQuery


def excerpt(query, *passages):
    return Text(Passage(*passage) for passage in passages).excerpt(SearchQuery.parse(query, ["en"]))


def marked(parts):
    return "".join(f"[{part['text']}]" if part["match"] else part["text"] for part in parts)


def test_words_that_match_are_marked_in_all_their_forms():
    found = excerpt("treating adiccion ", ("La adicción: treatment helps.",))
    assert marked(found["parts"]) == "La [adicción]: [treatment] helps."


def test_the_passage_with_the_most_terms_is_shown_with_the_anchor_of_its_heading():
    found = excerpt("ketamine safe", ("Ketamine is a drug.", "what"), ("Is ketamine safe?", "risks"))
    assert found == {
        "parts": [
            {"text": "Is ", "match": False},
            {"text": "ketamine", "match": True},
            {"text": " ", "match": False},
            {"text": "safe", "match": True},
            {"text": "?", "match": False},
        ],
        "anchor": "risks",
    }


def test_a_phrase_is_marked_as_one():
    assert marked(excerpt('"first week"', ("The first-week plan, first of all.",))["parts"]) == (
        "The [first-week] plan, first of all."
    )


def test_a_long_passage_is_cut_at_words_around_the_match():
    words = " ".join(["filler"] * 100)
    shown = marked(excerpt("needle", (f"{words} needle {words}",))["parts"])
    assert shown.startswith("… filler")
    assert shown.endswith("filler …")
    assert "[needle]" in shown
    assert len(shown) <= LENGTH + 10


def test_without_a_match_the_beginning_is_shown():
    assert marked(excerpt("nothing", ("A summary.",), ("More.",))["parts"]) == "A summary."


def test_without_words_there_is_no_excerpt():
    assert excerpt("x", ("",)) == {"parts": [], "anchor": None}


def test_markup_in_the_words_stays_text():
    assert marked(excerpt("script", ("<script>alert(1)</script>",))["parts"]) == "<[script]>alert(1)</[script]>"


@given(st.text(max_size=60), st.lists(st.text(max_size=600), max_size=4))
def test_an_excerpt_is_a_part_of_one_passage_and_of_nothing_else(query, passages):
    parts = excerpt(query, *[(passage,) for passage in passages])["parts"]
    shown = "".join(part["text"] for part in parts).removeprefix("… ").removesuffix(" …")
    whole = [" ".join(passage.replace("\0", "").split()) for passage in passages]
    assert not shown or any(shown in passage for passage in whole)
    assert len(shown) <= LENGTH + 5
    assert all(part["text"] for part in parts)


def test_words_with_invisible_signs_and_ligatures_are_marked_whole():
    text = "Metha\u00addone and \ufb01broxin, se\u0301ro."
    assert marked(excerpt("methadone fibroxin sero ", (text,))["parts"]) == (
        "[Metha\u00addone] and [\ufb01broxin], [se\u0301ro]."
    )
    assert marked(excerpt("f", ("\ufb01n",))["parts"]) == "\ufb01n"
