from dataclasses import replace

import pytest
from django.utils.translation import override

from pages.clinics.address import PostalAddress, country_name, find_faults, format_address, normalize_address
from pages.clinics.choices import country_choices

RIVERSIDE = PostalAddress("3800 Orchard Street\nSuite 200", "Riverside", "CA", "92501", "US")


def faults(**changes):
    return {name: (fault.code, fault.message) for name, fault in find_faults(replace(RIVERSIDE, **changes)).items()}


def test_a_right_address_has_no_faults():
    assert faults() == {}


def test_an_address_is_tidied_and_its_region_becomes_a_code():
    untidy = PostalAddress(" 3800 Orchard Street \r\n\r\n Suite 200", " Riverside ", "california", " 92501 ", "US")
    assert normalize_address(untidy) == RIVERSIDE
    assert normalize_address(PostalAddress("1 High St", "London", "", "ec1y 8sy", "GB")).postal_code == "EC1Y 8SY"


def test_the_town_keeps_its_spelling():
    assert normalize_address(RIVERSIDE).locality == "Riverside"


def test_a_wrong_postal_code_is_told_what_one_looks_like():
    code, message = faults(postal_code="9250")["postal_code"]
    assert code == "invalid"
    assert message == "A postal code in this country (United States) looks like 95014; “9250” does not."


def test_a_postal_code_of_another_state_is_refused():
    _code, message = faults(postal_code="04101")["postal_code"]
    assert message == "04101 is not in CA, where a postal code looks like 90000."


def test_an_unknown_region_is_told_the_known_ones():
    _code, message = faults(region="Calif")["region"]
    assert message.startswith("“Calif” is not a state or region of this country (United States). Write one of AL, AK,")


@pytest.mark.parametrize("name", ["street_address", "locality", "region", "postal_code"])
def test_what_the_country_needs_is_asked_for(name):
    assert faults(**{name: ""})[name][0] == "required"


def test_a_country_without_regions_and_postal_codes_asks_for_neither():
    assert find_faults(PostalAddress("8 Shelley Street", "Central", "Hong Kong Island", "", "HK")) == {}
    assert find_faults(PostalAddress("Hauptstraße 1", "Berlin", "", "10115", "DE")) == {}


def test_an_address_without_a_known_country_has_no_rules_to_break():
    assert faults(country="", postal_code="?") == {}
    assert faults(country="ZZ", postal_code="?") == {}


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (RIVERSIDE, ["3800 Orchard Street", "Suite 200", "Riverside, CA 92501"]),
        (PostalAddress("Hauptstraße 1", "Berlin", "", "10115", "DE"), ["Hauptstraße 1", "10115 Berlin"]),
        (PostalAddress("1 High St", "London", "", "EC1Y 8SY", "GB"), ["1 High St", "London", "EC1Y 8SY"]),
        (replace(RIVERSIDE, region="", postal_code=""), ["3800 Orchard Street", "Suite 200", "Riverside"]),
        (replace(RIVERSIDE, country=""), ["3800 Orchard Street", "Suite 200", "92501 Riverside", "CA"]),
        (PostalAddress("", "", "", "", ""), []),
    ],
)
def test_an_envelope_follows_the_order_of_its_country(address, lines):
    assert format_address(address) == lines


def test_countries_are_named_in_the_reader_s_language():
    assert country_name("US", "en") == "United States"
    assert country_name("US", "es") == "Estados Unidos"


def test_countries_are_those_of_iso_3166_by_name():
    choices = country_choices()
    codes = [code for code, _name in choices]
    assert len(codes) == 249
    assert {"US", "GB", "TW", "PR"} <= set(codes)
    assert not {"XK", "EU", "ZZ", "AC"} & set(codes)
    assert choices[0] == ("AF", "Afghanistan")
    with override("es"):
        assert ("DE", "Alemania") in country_choices()
