import re
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import shortnumberinfo

from pages.clinics import crisis_codes
from pages.clinics.short_codes import can_be_called, takes_messages
from pages.clinics.telephone import STORED_FORM, InvalidTelephone, TelephoneNumber

# As people write them; what is dialled.
RIGHT = [
    ("(951) 555-0142", "US", "+19515550142"),
    (" 951.555.0142 ", "US", "+19515550142"),
    ("951 555 0142", "US", "+19515550142"),
    ("9515550142", "US", "+19515550142"),
    ("951/555-0142", "US", "+19515550142"),
    ("1-951-555-0142", "US", "+19515550142"),
    ("+1 951 555 0142", "US", "+19515550142"),
    ("+1 951 555 0142", None, "+19515550142"),
    ("951\u2011555\u20130142", "US", "+19515550142"),
    ("\u200e+1 (951) 555-0142\u202c", None, "+19515550142"),
    ("951\u00a0555\u00a00142", "US", "+19515550142"),
    ("\uff19\uff15\uff11 \uff15\uff15\uff15 \uff10\uff11\uff14\uff12", "US", "+19515550142"),
    ("(951) 555-0142 ext. 12", "US", "+19515550142;ext=12"),
    ("(951) 555-0142 x12", "US", "+19515550142;ext=12"),
    ("(951) 555-0142, ext 7", "US", "+19515550142;ext=7"),
    ("+19515550142;ext=12", None, "+19515550142;ext=12"),
    ("1-800-222-1222", "US", "+18002221222"),
    ("1-800-662-HELP", "US", "+1800662HELP"),
    ("1-800-662-HELP (4357)", "US", "+1800662HELP"),
    ("+1 800 quit now", None, "+1800QUITNOW"),
    ("1-800-4-A-CHILD", "US", "+18004ACHILD"),
    ("020 7946 0018", "GB", "+442079460018"),
    ("+44 (0)20 7946 0018", None, "+442079460018"),
    ("00 49 30 1234567", "GB", "+49301234567"),
    ("011 44 20 7946 0018", "US", "+442079460018"),
    ("030/1234567", "DE", "+49301234567"),
    ("+49 30/123 45 67", None, "+49301234567"),
    ("0475/12.34.56", "BE", "+32475123456"),
    ("06 698 12345", "IT", "+390669812345"),
    ("8 (495) 123-45-67", "RU", "+74951234567"),
    ("988", "US", "988"),
    ("9-1-1", "US", "911"),
    ("٩٨٨", "US", "988"),
    ("116 123", "GB", "116123"),
    ("13 11 14", "AU", "131114"),
    ("188", "BR", "188"),
    ("14416", "IN", "14416"),
    ("15", "FR", "15"),
    ("3114", "FR", "3114"),
    ("112", None, "112"),
    ("988", None, "988"),
    ("741741", "US", "sms:741741"),
]

WRONG = [
    ("988,1", "US"),
    ("988.1", "US"),
    ("9881", "US"),
    ("9-8-8-1", "US"),
    ("911/988", "US"),
    ("911988", "US"),
    ("911 or 988", "US"),
    ("911, 988", "US"),
    ("(951) 55", "US"),
    ("95155", "US"),
    ("951-555-01", "US"),
    ("951-555", "US"),
    ("555-0142", "US"),
    ("1-800-CALL", "US"),
    ("1-800-GOODCALLER", "US"),
    ("951 555 0142 ab", "US"),
    ("+1 951 555 0142 ext", "US"),
    ("+1 951 555 0142 ext. twelve", "US"),
    ("988 ext. 1", "US"),
    ("951-555-0142,43", "US"),
    ("951 555 0142 / 0143", "US"),
    ("951 555 0142; 951 555 0143", "US"),
    ("951--555-0142", "US"),
    ("(951 555-0142", "US"),
    ("951) 555-0142", "US"),
    ("((951)) 555-0142", "US"),
    ("*67 951 555 0142", "US"),
    ("951 555 0142#", "US"),
    ("+1 951 555 01422", "US"),
    ("+1 +1 951 555 0142", "US"),
    ("++1 951 555 0142", "US"),
    ("+988", "US"),
    ("a988", "US"),
    ("988abc", "US"),
    ("hello", "US"),
    ("12", "US"),
    ("999", "US"),
    ("188", "US"),
    ("20 7946 0018", "GB"),
    ("44 20 7946 0018", "GB"),
    ("030/1234567/68", "DE"),
    ("030 1234567, 68", "DE"),
    ("951555", None),
    ("+", "US"),
    ("1553", "PH"),
    ("135", "UY"),
]


@pytest.mark.parametrize(("text", "country", "stored"), RIGHT)
def test_a_number_is_understood_as_people_write_it(text, country, stored):
    assert TelephoneNumber.parse(text, country).stored == stored
    assert re.match(STORED_FORM, stored)


@pytest.mark.parametrize(("text", "country"), WRONG)
def test_what_nobody_can_dial_as_it_is_written_is_refused(text, country):
    with pytest.raises(InvalidTelephone):
        TelephoneNumber.parse(text, country)


def test_forty_right_and_forty_wrong_spellings_are_tried():
    assert len(RIGHT) >= 40
    assert len(WRONG) >= 40


@pytest.mark.parametrize("text", ["hello", "988,1", "(951) 55"])
def test_a_refusal_shows_a_number_of_the_country(text):
    with pytest.raises(InvalidTelephone, match="Enter it with its area code") as refusal:
        TelephoneNumber.parse(text, "US")
    assert text in str(refusal.value)
    assert "(201) 555-0123 or +1 201-555-0123" in str(refusal.value)


def test_without_a_country_a_national_number_asks_for_its_country_code():
    with pytest.raises(InvalidTelephone) as refusal:
        TelephoneNumber.parse("(951) 555-0142")
    assert str(refusal.value) == (
        "“(951) 555-0142” cannot be dialled from everywhere. Enter the number with “+” and its country code, "
        "such as +1 201-555-0123, or a short code such as 988."
    )


@pytest.mark.parametrize(
    ("number", "country", "display"),
    [
        ("+19515550142", "US", "(951) 555-0142"),
        ("+19515550142", "CA", "(951) 555-0142"),
        ("+19515550142", "MX", "+1 951-555-0142"),
        ("+19515550142", None, "+1 951-555-0142"),
        ("+19515550142;ext=12", "US", "(951) 555-0142 ext. 12"),
        ("+1800662HELP", "US", "(800) 662-HELP"),
        ("+1800QUITNOW", None, "+1 800-QUITNOW"),
        ("+442079460018", "GB", "020 7946 0018"),
        ("988", "US", "988"),
        ("sms:741741", "US", "741741"),
        ("", "US", ""),
    ],
)
def test_a_number_is_shown_as_it_is_dialled_in_the_country(number, country, display):
    assert TelephoneNumber(number).display(country) == display


@pytest.mark.parametrize(
    ("stored", "number", "kind", "href"),
    [
        ("+19515550142", "+19515550142", "voice", "tel:+19515550142"),
        ("988", "988", "voice", "tel:988"),
        ("+19515550142;ext=12", "+19515550142", "voice", "tel:+19515550142;ext=12"),
        ("+1800662HELP", "+18006624357", "voice", "tel:+18006624357"),
        ("sms:741741", "741741", "text", "sms:741741"),
        # As it was stored before codes for text messages were told apart.
        ("741741", "741741", "text", "sms:741741"),
    ],
)
def test_a_link_dials_the_stored_number_and_a_text_code_is_never_called(stored, number, kind, href):
    telephone = TelephoneNumber(stored)
    assert (telephone.number, telephone.kind, telephone.href) == (number, kind, href)


@pytest.mark.parametrize(
    ("text", "country", "stored"),
    [
        ("741741", "US", "sms:741741"),
        ("838 255", "US", "sms:838255"),
        ("sms:988", "US", "sms:988"),
        ("85258", "GB", "sms:85258"),
        ("741741", None, "sms:741741"),
        ("0477 13 11 14", "AU", "+61477131114"),
    ],
)
def test_a_line_for_text_messages_takes_codes_and_whole_numbers(text, country, stored):
    assert TelephoneNumber.parse_for_messages(text, country).stored == stored


@pytest.mark.parametrize(("text", "country"), [("911", "US"), ("(951) 55", "US"), ("+1 951 555 0142 ext. 3", None)])
def test_what_takes_no_text_messages_is_refused_for_them(text, country):
    with pytest.raises(InvalidTelephone):
        TelephoneNumber.parse_for_messages(text, country)


def test_the_refusal_of_a_code_for_text_messages_names_it_and_shows_one():
    with pytest.raises(InvalidTelephone) as refusal:
        TelephoneNumber.parse_for_messages("911", "US")
    assert str(refusal.value) == "“911” is not a short code for text messages. Enter one such as 741741."


def test_a_text_message_begins_with_the_word_that_the_line_asks_for():
    assert TelephoneNumber("sms:741741").message_href("HELLO & more") == "sms:741741?body=HELLO%20%26%20more"


@pytest.mark.parametrize(
    ("code", "country"), [("188", "BR"), ("14416", "IN"), ("15", "FR"), ("17", "FR"), ("111", "GB"), ("1767", "SG")]
)
def test_short_codes_are_those_of_their_country(code, country):
    assert can_be_called(code, country)
    assert not can_be_called(code, "US")
    assert takes_messages("741741", "US")
    assert not can_be_called("741741", "US")


@given(st.text(alphabet="0123456789 +-./()extHELP,;#*\u200e", max_size=24), st.sampled_from(["US", "GB", "DE", None]))
def test_whatever_is_taken_is_read_the_same_again(text, country):
    try:
        number = TelephoneNumber.parse(text, country)
    except InvalidTelephone:
        return
    assert re.match(STORED_FORM, number.stored)
    assert TelephoneNumber.parse(number.stored, country) == number
    assert TelephoneNumber.parse(number.display(), country) == number
    assert number.href.startswith(("tel:", "sms:"))


@pytest.mark.parametrize("text", ["1" * 5_000, "1 " * 2_500, "(" * 5_000, "1-" * 2_500 + "x", "x" * 5_000])
def test_a_long_text_is_refused_at_once(text):
    with pytest.raises(InvalidTelephone):
        TelephoneNumber.parse(text, "US")


LINES = [
    (country, code, line)
    for lines in (crisis_codes.VOICE, crisis_codes.TEXT)
    for country, codes in lines.items()
    for code, line in codes.items()
]


@pytest.mark.parametrize(("country", "code", "line"), LINES, ids=lambda value: str(value)[:20])
def test_every_crisis_line_names_who_answers_and_its_source(country, code, line):
    assert line.name
    assert "." in line.source
    row = f"| {country} | {code} | {line.name} | {line.source} |"
    assert row in (Path(__file__).parents[3] / "docs" / "crisis-lines.md").read_text()


@pytest.mark.parametrize(("country", "code", "line"), LINES, ids=lambda value: str(value)[:20])
def test_every_crisis_line_has_a_length_that_its_country_can_dial(country, code, line):
    number = phonenumbers.parse(code, country)
    assert shortnumberinfo.is_possible_short_number_for_region(number, country)


def test_a_medical_service_is_dialled_without_being_a_crisis_line():
    assert can_be_called("116117", "DE")
    assert can_be_called("111", "GB")
    assert "116117" not in crisis_codes.VOICE["DE"]
