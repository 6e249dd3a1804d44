from dataclasses import replace

import pytest
from django.utils.translation import override

from pages.clinics.address import PostalAddress, address_rules, country_name, find_faults, is_latin, normalize_address
from pages.clinics.choices import country_choices
from pages.clinics.envelope import format_address

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
    assert message.startswith("“Calif” is not a state or region of this country (United States). Enter one of AL, AK,")


@pytest.mark.parametrize("name", ["street_address", "locality", "region", "postal_code"])
def test_what_the_country_needs_is_asked_for(name):
    assert faults(**{name: ""})[name][0] == "required"


@pytest.mark.parametrize("region", ["Dubai", "dubai", "دبي", "Dubay"])
def test_a_region_without_a_code_may_be_spelled_as_its_people_do(region):
    assert find_faults(replace(DUBAI, region=region)) == {}


def test_a_missing_region_is_told_with_names_that_can_be_read():
    fault = find_faults(replace(DUBAI, region=""))["region"]
    assert "(United Arab Emirates): Abu Dhabi, Sharjah" in fault.message
    assert "one of AL, AK" in faults(region="")["region"][1]
    assert find_faults(replace(ST_THOMAS, region="VI")) == {}


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


DUBAI = PostalAddress("Office 4, Al Maktoum Road", "Dubai", "Dubai", "", "AE")
SHARJAH = PostalAddress("Al Wahda Street", "Al Majaz", "Sharjah", "", "AE")
TOKYO = PostalAddress("1-2-3 Nishi-Shinjuku", "Shinjuku-ku", "Tokyo", "160-0023", "JP")
TOKYO_LOCAL = PostalAddress("西新宿1-2-3", "新宿区", "東京都", "160-0023", "JP")
SEOUL = PostalAddress("123 Teheran-ro", "Gangnam-gu", "Seoul", "06133", "KR")
SEOUL_LOCAL = PostalAddress("테헤란로 123", "강남구", "서울특별시", "06133", "KR")
ST_THOMAS = PostalAddress("5000 Estate Enighed", "Charlotte Amalie", "", "00802", "VI")
GEORGE_TOWN = PostalAddress("20 Main Street", "George Town", "Grand Cayman", "KY1-1101", "KY")


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (DUBAI, ["Office 4, Al Maktoum Road", "Dubai"]),
        (SHARJAH, ["Al Wahda Street", "Al Majaz", "Sharjah"]),
        (TOKYO, ["1-2-3 Nishi-Shinjuku, Shinjuku-ku, Tokyo", "160-0023"]),
        (TOKYO_LOCAL, ["〒160-0023", "東京都新宿区", "西新宿1-2-3"]),
        (SEOUL, ["123 Teheran-ro", "Gangnam-gu", "Seoul", "06133"]),
        (SEOUL_LOCAL, ["서울특별시 강남구", "테헤란로 123", "06133"]),
        (ST_THOMAS, ["5000 Estate Enighed", "Charlotte Amalie 00802"]),
        (GEORGE_TOWN, ["20 Main Street", "George Town", "Grand Cayman KY1-1101"]),
        (PostalAddress("1 Raffles Place", "Singapore", "", "048616", "SG"), ["1 Raffles Place", "SINGAPORE 048616"]),
        (PostalAddress("1 Rua da Praia", "Macau", "", "", "MO"), ["1 Rua da Praia", "Macau"]),
        (PostalAddress("Str. Mare 1", "Chișinău", "", "", "MD"), ["Str. Mare 1", "Chișinău"]),
        (
            PostalAddress("Hauptstraße 1", "München", "Bayern", "80331", "DE"),
            ["Hauptstraße 1", "80331 München", "Bayern"],
        ),
    ],
)
def test_what_staff_typed_stays_in_its_script_and_stands_on_the_envelope(address, lines):
    assert normalize_address(address) == address
    assert find_faults(address) == {}
    assert format_address(address) == lines


def example(country, latin):
    """An address of a country in Latin letters, or in the letters of its own regions."""
    rules = address_rules(country)
    names = [name for _code, name in rules.country_area_choices]
    region = next((name for name in names if is_latin(name) == latin), "Region" if latin else "地方")
    postal_code = rules.postal_code_examples[0] if rules.postal_code_examples else ""
    return PostalAddress("1 High Street", "Middletown", region, postal_code, country)


@pytest.mark.parametrize("country", [code for code, _name in country_choices()])
def test_no_country_rewrites_drops_or_asks_for_what_nobody_can_answer(country):
    if address_rules(country) is None:
        return
    for latin in (True, False):
        address = example(country, latin)
        normal = normalize_address(address)
        assert normal == replace(address, region=normal.region, postal_code=address.postal_code.upper())
        assert normal.region in (address.region, *(code for code, _name in address_rules(country).country_area_choices))
        assert is_latin(normal.region) == is_latin(address.region)
        text = "\n".join(format_address(normal))
        for part in (normal.street_address, normal.locality, normal.region, normal.postal_code):
            assert part in text, country
    for fault in find_faults(PostalAddress("", "", "", "", country)).values():
        assert "one of ." not in fault.message
        assert "): ." not in fault.message
        assert not fault.message.endswith(" .")


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
