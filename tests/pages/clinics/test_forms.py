"""The clinic page as staff edit it, through the forms of Wagtail's admin."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from pages.models import ClinicPage
from tests.pages.clinic_factories import ClinicPageFactory, ServiceFactory, clinic_index

pytestmark = pytest.mark.django_db

ADMISSIONS = {"number": "(951) 555-0142", "label": "Admissions", "purpose": "admissions", "is_main": True}
GENERAL = {"number": "+1 951 555 0143", "label": "Desk", "purpose": "general"}
MONDAY = {"weekday": "0", "opens": "09:00", "closes": "17:00"}


def form_data(*, initial=None, **changes):
    """What the form posts. ``initial`` gives, by relation, the number of rows that are stored already."""
    rows = {"telephones": [ADMISSIONS], "opening_intervals": [MONDAY], "special_days": [], "photos": []}
    rows |= {"licences": [], "insurers": []}
    rows = {name: changes.pop(name, found) for name, found in rows.items()}
    formsets = {name: inline_formset(found, initial=(initial or {}).get(name, 0)) for name, found in rows.items()}
    fields = {
        "title": "Juniper Hollow Riverside",
        "slug": "riverside",
        "summary": "",
        "body": streamfield([]),
        "street_address": "3800 Orchard Street",
        "locality": "Riverside",
        "region": "California",
        "postal_code": "92501",
        "country": "US",
        "time_zone": "America/Los_Angeles",
        "languages": "English, Spanish",
        "comments": inline_formset([]),
    }
    several = {name: changes.pop(name) for name in ("services", "levels_of_care", "payment_methods") if name in changes}
    return nested_form_data({**fields, **formsets, **changes}) | several


def row_data(row, **changes):
    names = [field.name for field in row._meta.fields if field.name not in ("clinic", "sort_order")]
    values = {name: getattr(row, name) for name in names}
    values = {name: value for name, value in values.items() if value is not None and value is not False}
    return {**{name: str(value) for name, value in values.items()}, **changes}


@pytest.fixture
def add(admin_client):
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "clinicpage", clinic_index().pk])

    def post(publish=True, **changes):
        return admin_client.post(url, form_data(**changes) | ({"action-publish": "1"} if publish else {}))

    return post


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_groups_the_facts_in_tabs_and_says_what_good_looks_like(admin_client):
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "clinicpage", clinic_index().pk])
    html = text(admin_client.get(url))
    for tab in ("content", "contact", "hours", "care", "trust", "promotion"):
        assert f'id="tab-{tab}"' in html
    assert "As you would dial it, such as (951) 555-0142" in html


def test_a_clinic_is_published_as_typed(add):
    service = ServiceFactory()
    response = add(
        telephones=[ADMISSIONS, {"number": "988", "label": "Crisis line", "purpose": "general"}],
        special_days=[{"starts": "2026-12-24", "ends": "", "closed": True, "reason": "Christmas"}],
        services=[service.pk],
        levels_of_care=["outpatient", "residential"],
        languages="English, spanish, American Sign Language",
    )
    assert response.status_code == 302, text(response)
    clinic = ClinicPage.objects.live().get()
    assert [row.number for row in clinic.telephones.all()] == ["+19515550142", "988"]
    assert (clinic.region, clinic.languages) == ("CA", ["en", "es", "ase"])
    assert clinic.levels_of_care == ["outpatient", "residential"]
    assert clinic.special_days.get().ends.isoformat() == "2026-12-24"
    assert list(clinic.services.all()) == [service]


def test_the_form_shows_stored_numbers_and_languages_as_people_write_them(admin_client):
    clinic = ClinicPageFactory(languages=["en", "ase"])
    html = text(admin_client.get(reverse("wagtailadmin_pages:edit", args=[clinic.pk])))
    assert 'value="+1 951-555-0142"' in html
    assert 'value="English, American Sign Language"' in html


def test_numbers_are_those_of_the_country_that_the_same_form_chooses(add):
    response = add(
        telephones=[{**ADMISSIONS, "number": "020 7946 0018"}],
        country="GB",
        region="",
        postal_code="EC1Y 8SY",
        locality="London",
    )
    assert response.status_code == 302, text(response)
    assert ClinicPage.objects.get().telephones.get().number == "+442079460018"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"telephones": [{**ADMISSIONS, "number": "555-0142"}]}, "“555-0142” is not a valid telephone number."),
        ({"telephones": [{**ADMISSIONS, "is_main": ""}]}, "Tick “main number” on the one number"),
        ({"telephones": [ADMISSIONS, {**GENERAL, "is_main": True}]}, "Only one number can be the main number"),
        ({"telephones": []}, "Add the telephone number that patients call first."),
        ({"postal_code": "9250"}, "A postal code in this country (United States) looks like 95014; “9250” does not."),
        ({"latitude": "33.9"}, "Enter both latitude and longitude, or neither."),
        ({"latitude": "95", "longitude": "0"}, "A latitude lies between -90 and 90 degrees."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice. Mars/Olympus is not one of the available choices."),
        ({"languages": "English, Klingonish"}, "“Klingonish” is not a known language"),
        ({"opening_intervals": [MONDAY, {**MONDAY, "opens": "16:00", "closes": "20:00"}]}, "overlap. Change one"),
        (
            {
                "special_days": [
                    {"starts": "2026-12-24", "ends": "2026-12-26", "closed": True},
                    {"starts": "2026-12-25", "ends": "", "opens": "09:00", "closes": "12:00"},
                ]
            },
            "contradict each other",
        ),
        (
            {"special_days": [{"starts": "2026-12-24", "ends": "2026-12-20", "closed": True}]},
            "The last day cannot come",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(add, changes, message):
    assert message in text(add(**changes))
    assert not ClinicPage.objects.exists()


def test_a_draft_may_lack_what_is_required_and_hold_what_is_wrong(add):
    empty = {"street_address": "", "locality": "", "region": "", "postal_code": "", "country": "", "time_zone": ""}
    response = add(publish=False, **empty, telephones=[], opening_intervals=[], languages="")
    assert response.status_code == 302, text(response)
    assert not ClinicPage.objects.get().live
    assert add(publish=False, slug="other", postal_code="9250").status_code == 302
    assert ClinicPage.objects.get(slug="other").get_latest_revision_as_object().postal_code == "9250"
    assert add(publish=False, slug="third", telephones=[{**GENERAL, "number": ""}]).status_code == 302
    third = ClinicPage.objects.get(slug="third").get_latest_revision_as_object()
    assert [row.label for row in third.telephones.all()] == ["Desk"]


def test_a_draft_may_still_lack_a_main_number(add):
    response = add(publish=False, telephones=[GENERAL])
    assert response.status_code == 302, text(response)


def edit(client, clinic, **changes):
    rows = ("telephones", "opening_intervals")
    initial = {name: getattr(clinic, name).count() for name in rows}
    stored = {name: [row_data(row) for row in getattr(clinic, name).all()] for name in rows}
    data = form_data(initial=initial, **{**stored, "slug": clinic.slug, **changes}) | {"action-publish": "1"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[clinic.pk]), data)


def test_the_main_number_is_handed_over_and_faults_in_stored_rows_can_be_mended(admin_client):
    clinic = ClinicPageFactory()
    first = clinic.telephones.get()
    changed = [row_data(first, is_main=""), {**GENERAL, "is_main": True}]
    response = edit(admin_client, clinic, telephones=changed)
    assert response.status_code == 302, text(response)
    assert [(row.number, row.is_main) for row in clinic.telephones.all()] == [
        ("+19515550142", False),
        ("+19515550143", True),
    ]
    back = [row_data(row, is_main=True if row.pk == first.pk else "") for row in clinic.telephones.all()]
    assert edit(admin_client, clinic, telephones=back).status_code == 302
    assert clinic.telephones.get(is_main=True) == first


def test_deleting_one_of_two_overlapping_rows_mends_the_fault(admin_client):
    clinic = ClinicPageFactory()
    monday = clinic.opening_intervals.get()
    clash = {**MONDAY, "opens": "16:00", "closes": "20:00"}
    assert "overlap" in text(edit(admin_client, clinic, opening_intervals=[row_data(monday), clash]))
    response = edit(admin_client, clinic, opening_intervals=[row_data(monday, DELETE="1"), clash])
    assert response.status_code == 302, text(response)
    assert clinic.opening_intervals.get().opens.hour == 16


def test_a_clinic_index_has_an_introduction(admin_client):
    url = reverse("wagtailadmin_pages:edit", args=[clinic_index().pk])
    data = nested_form_data(
        {
            "title": "Clinics",
            "slug": "clinics",
            "introduction": rich_text("<p>Three places.</p>"),
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    response = admin_client.post(url, data)
    assert response.status_code == 302, text(response)
    assert "Three places." in clinic_index().introduction
