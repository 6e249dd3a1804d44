"""What an organisation may enter, and what ``site/`` makes of it."""

import html

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from pages.models import CrisisLine, OrganisationSettings, SocialProfile
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


def line(organisation, **fields):
    return CrisisLine(**{"organisation": organisation, "name": "Lifeline", **fields})


@pytest.mark.parametrize(
    ("kind", "entered", "stored"),
    [
        ("voice", "988", "988"),
        ("voice", "+1 951 555 0142", "+19515550142"),
        ("voice", "1-800-662-HELP", None),
        ("voice", "+1 800 662 HELP", "+1800662HELP"),
        ("text", "741741", "sms:741741"),
        ("text", "988", "sms:988"),
        ("text", "+61 477 13 11 14", "+61477131114"),
    ],
)
def test_a_crisis_line_has_a_number_that_does_what_the_line_is_for(organisation, kind, entered, stored):
    crisis_line = line(organisation, kind=kind, number=entered)
    if stored is None:  # Without a clinic, nobody knows of what country the number is.
        with pytest.raises(ValidationError, match="country code"):
            crisis_line.full_clean()
        return
    crisis_line.full_clean(exclude=["organisation"])
    assert crisis_line.number == stored


def test_a_crisis_line_is_one_of_the_default_clinic_s_country(organisation, clinics):
    organisation.default_clinic = make_clinic(clinics)
    organisation.default_clinic.country = "GB"
    crisis_line = line(organisation, number="116 123")
    crisis_line.full_clean(exclude=["organisation"])
    assert crisis_line.number == "116123"
    crisis_line.number = "988"
    with pytest.raises(ValidationError) as refusal:
        crisis_line.full_clean(exclude=["organisation"])
    assert list(refusal.value.message_dict) == ["number"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"number": "call us"}, "number"),
        ({"number": "988,1"}, "number"),
        ({"number": ""}, "number"),
        ({"number": "988", "name": ""}, "name"),
        ({"number": "741741"}, "number"),
        ({"number": "12", "kind": "text"}, "number"),
        ({"number": "988", "message": "HOME"}, "message"),
        ({"number": "988", "url": "https://www.example.org/chat"}, "url"),
        ({"kind": "chat"}, "url"),
        ({"kind": "chat", "url": "javascript:alert(1)"}, "url"),
        ({"kind": "chat", "url": "https://www.example.org/chat", "number": "988"}, "number"),
    ],
)
def test_a_crisis_line_that_cannot_be_reached_as_it_says_is_refused_at_its_field(organisation, fields, field):
    with pytest.raises(ValidationError) as refusal:
        line(organisation, **fields).full_clean(exclude=["organisation"])
    assert list(refusal.value.message_dict) == [field]


def test_each_crisis_line_has_a_link_of_its_own(get, organisation):
    organisation.crisis_lines = [
        CrisisLine(kind="chat", name="Chat", url="https://chat.example.org/"),
        CrisisLine(kind="voice", name="Call", number="988", text="Call at any hour."),
        CrisisLine(kind="text", name="Write", number="sms:741741", message="HOME"),
    ]
    organisation.save()
    answer = get("site/").json()["organisation"]
    assert [(each["kind"], each["number"], each["display"], each["href"]) for each in answer["crisis_lines"]] == [
        ("chat", "", "chat.example.org", "https://chat.example.org/"),
        ("voice", "988", "988", "tel:988"),
        ("text", "741741", "741741", "sms:741741?body=HOME"),
    ]
    assert answer["crisis_line"] == answer["crisis_lines"][1]


def test_readers_get_the_crisis_lines_of_their_language_and_others_say_that_they_are_not(get, organisation, home):
    spanish = Locale.objects.create(language_code="es")
    home.copy_for_translation(spanish).save_revision().publish()
    organisation.crisis_lines = [CrisisLine(name="Lifeline", number="988")]
    organisation.save()

    def shown(locale):
        lines = get("site/", locale=locale).json()["organisation"]["crisis_lines"]
        return [(each["name"], each["locale"], each["is_fallback"]) for each in lines]

    assert shown("en") == [("Lifeline", "en", False)]
    assert shown("es") == [("Lifeline", "en", True)]
    organisation.crisis_lines.add(CrisisLine(name="Línea", number="988", locale=spanish))
    organisation.save()
    assert shown("en") == [("Lifeline", "en", False)]
    assert shown("es") == [("Línea", "es", False)]


def test_staff_enter_crisis_lines_and_see_what_is_wrong_with_one_at_its_row(admin_client, organisation, get):
    url = reverse("wagtailsettings:edit", args=["clinic_pages", "organisationsettings", organisation.site_id])
    locale = Locale.objects.get().pk

    def post(*rows):
        lines = inline_formset([{"locale": locale, "message": "", "url": "", "text": "", **row} for row in rows])
        data = {"name": "Clinic", "crisis_lines": lines, "social_profiles": inline_formset([])}
        return admin_client.post(url, nested_form_data(data))

    refused = post({"kind": "voice", "name": "Lifeline", "number": "988,1"})
    assert "“988,1” cannot be dialled from everywhere" in html.unescape(refused.content.decode())
    assert get("site/").json()["organisation"]["crisis_lines"] == []
    assert (
        post(
            {"kind": "voice", "name": "Lifeline", "number": "9-8-8"},
            {"kind": "text", "name": "Text line", "number": "741 741", "message": "HOME"},
        ).status_code
        == 302
    )
    hrefs = [each["href"] for each in get("site/").json()["organisation"]["crisis_lines"]]
    assert hrefs == ["tel:988", "sms:741741?body=HOME"]


def test_the_site_shows_its_organisation(get, organisation, clinics):
    clinic = make_clinic(clinics, title="Riverside")
    organisation.name = "Juniper"
    organisation.default_clinic = clinic
    organisation.crisis_lines = [CrisisLine(name="Lifeline", number="988")]
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
