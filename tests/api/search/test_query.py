import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.folding import fold, fold_with_positions, words_of
from api.search.query import MAX_TERMS, SearchQuery, Term
from api.search.stemming import beginnings


def parse(text, *languages):
    return SearchQuery.parse(text, languages).terms


def test_words_are_taken_apart_and_the_last_may_be_unfinished():
    assert parse("Drug-free depr") == (Term(("drug",)), Term(("free",)), Term(("depr",), ("depr",)))


@pytest.mark.parametrize("text", ["depr ", "depr?", '"depr"', "depr…"])
def test_a_word_that_something_follows_is_finished(text):
    assert parse(text) == (Term(("depr",)),)


def test_quotes_hold_a_phrase_together_and_an_open_quote_is_no_error():
    assert parse('the "first week" at') == (Term(("the",)), Term(("first", "week")), Term(("at",), ("at",)))
    assert parse('"first week') == (Term(("first",)), Term(("week",), ("week",)))


@pytest.mark.parametrize("text", ["", " ", '"', '""', "*", "( )", "😀", "--", "\u200b"])
def test_what_holds_no_word_looks_for_nothing(text):
    assert parse(text) == ()


def test_one_letter_is_no_beginning_but_one_character_of_chinese_is():
    assert parse("a") == (Term(("a",)),)
    assert parse("药") == (Term(("药",), ("药",)),)


def test_a_word_stands_for_its_forms_in_the_languages_of_the_content():
    assert parse("treatments ", "en") == (Term(("treatments",), ("treatment",)),)
    assert parse("adicciones ", "es") == (Term(("adicciones",), ("adiccion",)),)
    assert parse("treatments ", "xx") == (Term(("treatments",)),)


def test_what_the_forms_of_a_word_share_is_spelled_as_they_are():
    assert beginnings("therapies", ["en"]) == beginnings("therapy", ["en-gb"]) == ["therap"]


def test_short_words_stand_for_themselves():
    assert beginnings("cars", ["en"]) == []


def test_a_long_query_is_cut_to_a_number_of_words():
    assert len(parse(" ".join(f"word{number}" for number in range(100)))) == MAX_TERMS


def test_accents_and_case_make_no_difference_and_the_length_stays():
    assert fold("ADICCIÓN Straße й 한국") == "adiccion straße и 한국"


@given(st.text())
def test_each_sign_of_a_folded_text_has_its_place_in_the_text(text):
    folded, positions = fold_with_positions(text)
    assert folded == fold(text)
    assert len(positions) == len(folded) + 1
    assert list(positions) == sorted(positions)
    assert all(fold(text[place]) for place in positions[:-1])
    assert positions[-1] == len(text)


WRITTEN = [
    ("Metha\u00addone", "methadone"),
    ("nal\u200boxone", "naloxone"),
    ("beta\u200dstatin", "betastatin"),
    ("zalo\u2060mab", "zalomab"),
    ("wepro\ufefftide", "weprotide"),
    ("vaxi\u200enol", "vaxinol"),
    ("Uro\ufb01broxin", "urofibroxin"),
    ("a\ufb03davit", "affidavit"),
    ("\uff34\uff48\uff45\uff42\uff41xil", "thebaxil"),
    ("Sero\u0301nadol", "seronadol"),
    ("\u0645\u062d\u0640\u0640\u0645\u062f", "\u0645\u062d\u0645\u062f"),
    ("\u0645\u064f\u062d\u064e\u0645\u0651\u062f", "\u0645\u062d\u0645\u062f"),
    ("dose\u2066form\u2069", "doseform"),
    ("kay\u034flee", "kaylee"),
    ("e\ufe0fgo", "ego"),
]


@pytest.mark.parametrize(("written", "typed"), WRITTEN)
def test_what_nobody_sees_and_forms_of_letters_make_no_other_word(written, typed):
    assert fold(written) == typed
    assert [fold(word) for word in words_of(written)] == [typed]


def test_raised_and_lowered_signs_keep_their_meaning():
    assert words_of("10\u2079/L of B\u2081\u2082") == ["10\u2079", "l", "of", "b\u2081\u2082"]
    assert fold("10\u2079") == "10\u2079"


@pytest.mark.parametrize("text", ["kay\u2011lee", "kay\u00a0lee", "kay\u2003lee", "kay-lee", "kay/lee"])
def test_hyphens_and_spaces_of_any_kind_stand_between_words(text):
    assert words_of(text) == ["kay", "lee"]


@given(st.text(max_size=200))
def test_every_text_is_a_query_whose_pattern_compiles(text):
    query = SearchQuery.parse(text, ["en", "es"])
    assert query.pattern is not None
    for term in query.terms:
        assert all(word == "".join(words_of(word)) for word in term.words)
