"""What an organisation may enter, and what ``site/`` makes of it."""

import pytest
from django.core.exceptions import ValidationError

from pages.models import OrganisationSettings, SocialProfile
from tests.pages.factories import make_clinic


@pytest.fixture
def organisation(home):
    return OrganisationSettings.for_site(home.get_site())


@pytest.mark.parametrize(
    ("entered", "stored"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("http://127.0.0.1:3000/", "http://127.0.0.1:3000"),
        ("https://example.org/clinics//", "https://example.org/clinics"),
        ("", ""),
    ],
)
def test_the_address_of_the_website_is_stored_without_a_slash_at_its_end(organisation, entered, stored):
    organisation.frontend_base_url = entered
    organisation.full_clean()
    assert organisation.frontend_base_url == stored


@pytest.mark.parametrize(
    "entered",
    [
        "ftp://example.org",
        "javascript:alert(1)",
        "www",
        "https://example.org/?page=1",
        "https://example.org/#top",
        "https://staff:secret@example.org",
    ],
)
def test_what_no_path_can_follow_is_no_address_of_a_website(organisation, entered):
    organisation.frontend_base_url = entered
    with pytest.raises(ValidationError) as refusal:
        organisation.full_clean()
    assert list(refusal.value.message_dict) == ["frontend_base_url"]


@pytest.mark.parametrize(("entered", "stored"), [("988", "988"), ("+1 951 555 0142", "+19515550142")])
def test_a_crisis_line_has_a_short_code_or_an_international_number(organisation, entered, stored):
    organisation.crisis_line_name = "Lifeline"
    organisation.crisis_line_number = entered
    organisation.full_clean()
    assert organisation.crisis_line_number == stored


def test_a_crisis_line_is_one_of_the_default_clinic_s_country(organisation, clinics):
    organisation.default_clinic = make_clinic(clinics)
    organisation.default_clinic.country = "GB"
    organisation.crisis_line_name, organisation.crisis_line_number = "Samaritans", "116 123"
    organisation.full_clean()
    assert organisation.crisis_line_number == "116123"
    organisation.crisis_line_number = "988"
    with pytest.raises(ValidationError) as refusal:
        organisation.full_clean()
    assert list(refusal.value.message_dict) == ["crisis_line_number"]


@pytest.mark.parametrize(
    ("name", "number", "field"),
    [
        ("Lifeline", "call us", "crisis_line_number"),
        ("Lifeline", "12345abc", "crisis_line_number"),
        ("", "988", "crisis_line_name"),
    ],
)
def test_a_crisis_line_without_a_number_or_a_name_is_refused(organisation, name, number, field):
    organisation.crisis_line_name, organisation.crisis_line_number = name, number
    with pytest.raises(ValidationError) as refusal:
        organisation.full_clean()
    assert list(refusal.value.message_dict) == [field]


def test_the_site_shows_its_organisation(get, organisation, clinics):
    clinic = make_clinic(clinics, title="Riverside")
    organisation.name = "Juniper"
    organisation.default_clinic = clinic
    organisation.crisis_line_name, organisation.crisis_line_number = "Lifeline", "988"
    organisation.social_profiles = [SocialProfile(network="Mastodon", url="https://social.example.org/@juniper")]
    organisation.save()
    answer = get("site/").json()["organisation"]
    assert answer["name"] == "Juniper"
    assert answer["logo"] is None
    assert answer["default_clinic"]["title"] == "Riverside"
    assert (answer["crisis_line"]["number"], answer["crisis_line"]["href"]) == ("988", "tel:988")
    assert answer["social_profiles"] == [{"network": "Mastodon", "url": "https://social.example.org/@juniper"}]
    clinic.unpublish()
    assert get("site/").json()["organisation"]["default_clinic"] is None


def test_an_organisation_that_entered_nothing_has_no_crisis_line(get, organisation):
    assert get("site/").json()["organisation"]["crisis_line"] is None
