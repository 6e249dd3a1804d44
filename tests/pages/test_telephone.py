import re

import pytest

from pages.clinics.telephone import STORED_FORM, InvalidTelephone, TelephoneNumber


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("(951) 555-0142", "US", "+19515550142"),
        (" 951.555.0142 ", "US", "+19515550142"),
        ("+1 951 555 0142", "US", "+19515550142"),
        ("+1 951 555 0142", None, "+19515550142"),
        ("1-800-222-1222", "US", "+18002221222"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("+44 20 7946 0018", "US", "+442079460018"),
        ("988", "US", "988"),
        ("9-1-1", "US", "911"),
        ("٩٨٨", "US", "988"),
        ("116 123", "GB", "116123"),
        ("988", None, "988"),
    ],
)
def test_a_number_is_understood_as_people_write_it(text, country, number):
    assert TelephoneNumber.parse(text, country).number == number
    assert re.match(STORED_FORM, number)


@pytest.mark.parametrize(
    "text", ["hello", "555-0142", "12", "999", "988abc", "a988", "+988", "(951) 555-0142 or 43", "+1 951 555 01422"]
)
def test_what_is_no_number_is_refused_with_an_example_of_the_country(text):
    with pytest.raises(InvalidTelephone, match="Write it with its area code") as refusal:
        TelephoneNumber.parse(text, "US")
    assert text in str(refusal.value)
    assert "(201) 555-0123 or +1 201-555-0123" in str(refusal.value)


def test_an_extension_is_refused_rather_than_lost():
    with pytest.raises(InvalidTelephone, match="Leave out the extension 12"):
        TelephoneNumber.parse("(951) 555-0142 ext. 12", "US")


def test_without_a_country_a_national_number_asks_for_its_country_code():
    with pytest.raises(InvalidTelephone, match="Write the number with “\\+” and its country's code"):
        TelephoneNumber.parse("(951) 555-0142")


@pytest.mark.parametrize(
    ("number", "country", "display"),
    [
        ("+19515550142", "US", "(951) 555-0142"),
        ("+19515550142", "CA", "(951) 555-0142"),
        ("+19515550142", "MX", "+1 951-555-0142"),
        ("+19515550142", None, "+1 951-555-0142"),
        ("+442079460018", "GB", "020 7946 0018"),
        ("988", "US", "988"),
        ("", "US", ""),
    ],
)
def test_a_number_is_shown_as_it_is_dialled_in_the_country(number, country, display):
    assert TelephoneNumber(number).display(country) == display


@pytest.mark.parametrize("number", ["+19515550142", "988"])
def test_a_link_dials_the_stored_number(number):
    assert TelephoneNumber(number).href == f"tel:{number}"
