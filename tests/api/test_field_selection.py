import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.api.v2.utils import parse_fields_parameter

from api.contract.field_selection import FieldSelectionError, parse_fields


def as_tuples(fields):
    return [(field.name, field.negated, as_tuples(field.nested) or None) for field in fields]


def without_empty(fields):
    return [(name, negated, without_empty(nested) if nested else None) for name, negated, nested in fields]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("title", [("title", False, None)]),
        ("-title,body", [("title", True, None), ("body", False, None)]),
        ("*,-body", [("*", False, None), ("body", True, None)]),
        ("hero_image(width,-title)", [("hero_image", False, [("width", False, None), ("title", True, None)])]),
    ],
)
def test_reads_names_negations_and_brackets(text, expected):
    assert as_tuples(parse_fields(text)) == expected


# Wagtail's parser takes "*_name" for a name; here "*" stands only on its own, so pieces never join to that.
pieces = st.lists(st.sampled_from(["a", "b1", "*,", "_,", "-", ",", "(", ")", " ", "#", "_x"]), max_size=9)


def outcome(parse, text):
    try:
        return parse(text)
    except ValueError as error:
        return "refused" if "cannot be negated" in str(error) or "position" in str(error) else str(error)


@given(pieces.map("".join))
def test_reads_and_refuses_what_wagtail_does(text):
    ours = outcome(lambda text: as_tuples(parse_fields(text)), text)
    assert ours == outcome(lambda text: without_empty(parse_fields_parameter(text)), text)


@pytest.mark.parametrize(
    "text", ["test#", " test", "test ,x", "test-", "test,(x)", "test)", "test,,x", "test,x,", "-test(x)"]
)
def test_says_where_it_stumbles_in_the_words_of_wagtail(text):
    with pytest.raises(ValueError, match="position") as theirs:
        parse_fields_parameter(text)
    with pytest.raises(FieldSelectionError) as ours:
        parse_fields(text)
    assert str(ours.value) == str(theirs.value)
