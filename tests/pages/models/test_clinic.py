from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from pages.models import ClinicIndexPage, ClinicPage
from pages.models.clinic_hours import OpeningInterval, SpecialDay
from pages.models.clinic_telephone import Telephone
from pages.models.clinic_trust import Insurer
from tests.pages.clinic_factories import ClinicPageFactory, ServiceFactory, clinic_index, home_page

pytestmark = pytest.mark.django_db


def errors_of(clinic):
    with pytest.raises(ValidationError) as refusal:
        clinic.full_clean()
    return refusal.value.message_dict


def telephone(number="+19515550142", **fields):
    return Telephone(number=number, **fields)


def interval(weekday, opens, closes):
    return OpeningInterval(weekday=weekday, opens=time(opens), closes=time(closes))


def christmas(**fields):
    return SpecialDay(**{"starts": date(2026, 12, 24), "ends": date(2026, 12, 26), "reason": "Christmas", **fields})


def refused_by_the_database(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
    return True


def test_a_clinic_stands_below_the_clinic_index_and_has_no_children():
    assert ClinicPage.allowed_parent_page_models() == [ClinicIndexPage]
    assert ClinicPage.allowed_subpage_models() == []
    assert ClinicIndexPage.can_create_at(home_page())
    clinic_index()
    assert not ClinicIndexPage.can_create_at(home_page())


def test_a_complete_clinic_is_saved_with_its_rows():
    service = ServiceFactory()
    clinic = ClinicPage.objects.get(pk=ClinicPageFactory(services=[service]).pk)
    assert [row.number for row in clinic.telephones.all()] == ["+19515550142"]
    assert [str(row).replace("\N{EN DASH}", "-") for row in clinic.opening_intervals.all()] == ["Monday 09:00-17:00"]
    assert list(clinic.services.all()) == [service]
    assert clinic.longitude == Decimal("-117.375")


def test_an_address_is_checked_by_its_country_at_the_right_field():
    clinic = ClinicPageFactory.build(postal_code="9250", region="California")
    assert errors_of(clinic)["postal_code"] == [
        "A postal code in this country (United States) looks like 95014; “9250” does not."
    ]
    assert clinic.region == "CA"


def test_a_clinic_needs_what_addresses_in_its_country_need():
    assert set(errors_of(ClinicPageFactory.build(locality="", region="", postal_code=""))) >= {
        "locality",
        "region",
        "postal_code",
    }


def test_an_unknown_time_zone_and_an_unknown_country_are_refused():
    errors = errors_of(ClinicPageFactory.build(time_zone="America/Riverside", country="XK"))
    assert {"time_zone", "country"} <= set(errors)


@pytest.mark.parametrize(("latitude", "longitude", "field"), [("91", "0", "latitude"), ("0", "-181", "longitude")])
def test_coordinates_lie_on_earth(latitude, longitude, field):
    assert field in errors_of(ClinicPageFactory.build(latitude=latitude, longitude=longitude))


def test_coordinates_come_in_pairs():
    assert errors_of(ClinicPageFactory.build(longitude=None))["longitude"] == [
        "Enter both latitude and longitude, or neither."
    ]
    ClinicPageFactory(latitude=None, longitude=None)


def test_the_database_refuses_coordinates_off_the_earth_or_without_a_pair():
    clinics = ClinicPage.objects.filter(pk=ClinicPageFactory().pk)
    for values in ({"latitude": 91}, {"longitude": -181}, {"latitude": None}):
        assert refused_by_the_database(lambda values=values: clinics.update(**values))


def test_a_number_is_read_as_one_of_the_clinic_s_country():
    clinic = ClinicPageFactory(
        telephones=[telephone("(951) 555-0142", is_main=True), telephone("988", label="Crisis line")]
    )
    assert [row.number for row in clinic.telephones.order_by("pk")] == ["+19515550142", "988"]


def test_an_extension_and_letters_stay_with_the_number():
    rows = [telephone("(951) 555-0142 x12", is_main=True), telephone("1-800-662-HELP"), telephone("741741")]
    clinic = ClinicPageFactory(telephones=rows)
    assert [row.number for row in clinic.telephones.order_by("pk")] == [
        "+19515550142;ext=12",
        "+1800662HELP",
        "sms:741741",
    ]
    assert "9515550142" in rows[0].spellings.split()
    assert {"HELP", "8006624357"} <= set(rows[1].spellings.split())


def test_the_main_number_is_not_a_code_for_text_messages():
    errors = errors_of(ClinicPageFactory.build(telephones=[telephone("741741", is_main=True)]))
    assert errors["telephones"] == [
        "741741 takes text messages and cannot be called. Tick “main number” on one that can."
    ]


def test_a_wrong_number_keeps_the_clinic_from_being_saved():
    errors = errors_of(ClinicPageFactory.build(telephones=[telephone("555-0142", is_main=True)]))
    assert "“555-0142” is not a valid telephone number." in errors["telephones"][0]


def test_exactly_one_number_is_the_main_one():
    none = ClinicPageFactory.build(telephones=[telephone()])
    assert errors_of(none)["telephones"] == ["Tick “main number” on the one number that patients call first."]
    assert errors_of(ClinicPageFactory.build(telephones=[]))["telephones"] == [
        "Add the telephone number that patients call first."
    ]
    two = [telephone(is_main=True, label="Admissions"), telephone("+19515550143", is_main=True)]
    assert errors_of(ClinicPageFactory.build(telephones=two))["telephones"] == [
        "Only one number can be the main number, and “Admissions: +1 951-555-0142” already is. Untick one of them."
    ]


def test_the_main_number_is_one_that_somebody_answers():
    fax = ClinicPageFactory.build(telephones=[telephone(is_main=True, purpose="fax")])
    assert errors_of(fax)["telephones"] == [
        "A fax cannot be the main number. Tick “main number” on the number that patients call first."
    ]


def test_two_numbers_change_places_whichever_is_saved_first():
    clinic = ClinicPageFactory(telephones=[telephone(is_main=True), telephone("+19515550143")])
    for _swap in range(2):
        rows = list(clinic.telephones.all())
        for row in rows:
            row.is_main = not row.is_main
        clinic.telephones = rows
        clinic.save()
        assert [row.is_main for row in clinic.telephones.all()] == [row.is_main for row in rows]


def test_the_database_holds_one_main_number_and_well_formed_numbers():
    rows = ClinicPageFactory(telephones=[telephone(is_main=True), telephone("+19515550143")]).telephones
    assert refused_by_the_database(lambda: rows.filter(is_main=False).update(is_main=True))
    for values in ({"number": "(951) 555-0142"}, {"number": ""}, {"purpose": "home"}):
        assert refused_by_the_database(lambda values=values: rows.filter(is_main=True).update(**values))


def test_overlapping_hours_are_refused_from_sunday_to_monday():
    errors = errors_of(ClinicPageFactory.build(opening_intervals=[interval(0, 1, 5), interval(6, 18, 2)]))
    assert [text.replace("\N{EN DASH}", "-") for text in errors["opening_intervals"]] == [
        "Monday 01:00-05:00 and Sunday 18:00-02:00 overlap. Change one of them, or combine them."
    ]


def test_round_the_clock_all_week_is_no_overlap():
    ClinicPageFactory(opening_intervals=[interval(day, 0, 0) for day in range(7)])


def test_a_weekday_is_one_of_seven():
    row = ClinicPageFactory().opening_intervals.get()
    assert refused_by_the_database(lambda: OpeningInterval.objects.filter(pk=row.pk).update(weekday=7))


def test_a_special_day_without_a_last_day_is_one_day():
    clinic = ClinicPageFactory(special_days=[christmas(ends=None)])
    assert clinic.special_days.get().ends == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"ends": date(2026, 12, 23)}, "The last day cannot come before the first day, 2026-12-24."),
        ({"opens": time(9)}, "A closed day has no hours. Delete the time, or untick “closed”."),
        ({"closed": False, "opens": time(9)}, "Give the time, or tick “closed”."),
        ({"closed": False, "opens": time(9, 0, 30), "closes": time(12)}, "Give the time in hours and minutes"),
    ],
)
def test_a_special_day_is_closed_or_has_hours(fields, message):
    errors = errors_of(ClinicPageFactory.build(special_days=[christmas(**fields)]))
    assert message in " ".join(errors["special_days"])


def test_contradicting_special_days_are_refused():
    boxing_day = christmas(starts=date(2026, 12, 26), closed=False, opens=time(9), closes=time(12))
    errors = errors_of(ClinicPageFactory.build(special_days=[christmas(), boxing_day]))
    assert "contradict each other" in errors["special_days"][0]


def test_the_database_refuses_special_days_that_make_no_sense():
    days = ClinicPageFactory(special_days=[christmas()]).special_days
    for values in ({"ends": date(2026, 12, 1)}, {"opens": time(9)}, {"closed": False}):
        assert refused_by_the_database(lambda values=values: days.update(**values))


def test_choices_and_languages_are_lists_of_known_codes():
    errors = errors_of(ClinicPageFactory.build(levels_of_care=["spa"], payment_methods="cash", languages=["xx"]))
    assert {"levels_of_care", "payment_methods", "languages"} <= set(errors)
    assert "“xx” is not a known language" in errors["languages"][0]
    assert "early_intervention, outpatient" in errors["levels_of_care"][0]
    ClinicPageFactory(levels_of_care=["outpatient", "residential"], payment_methods=["medicaid"], languages=["ase"])


def test_a_draft_may_be_incomplete():
    draft = ClinicPage(title="A clinic to be", live=False)
    clinic_index().add_child(instance=draft)
    assert not ClinicPage.objects.get(pk=draft.pk).live


def test_publishing_a_revision_carries_the_rows():
    clinic = ClinicPageFactory()
    clinic.telephones = [telephone("+19515550199", is_main=True)]
    clinic.special_days = [christmas()]
    revision = clinic.save_revision()
    assert ClinicPage.objects.get(pk=clinic.pk).telephones.get().number == "+19515550142"
    revision.publish()
    clinic = ClinicPage.objects.get(pk=clinic.pk)
    assert clinic.telephones.get().number == "+19515550199"
    assert clinic.special_days.get().closed


def test_a_copy_has_rows_of_its_own():
    clinic = ClinicPageFactory()
    copy = clinic.copy(update_attrs={"slug": "copy"})
    assert copy.telephones.get().pk != clinic.telephones.get().pk
    assert [row.is_main for row in Telephone.objects.all()] == [True, True]


@pytest.mark.parametrize(
    "words", ["5550142", "(951) 555", "951 555 0142", "3800 orch", "riversi", "92501", "detox", "bluebird"]
)
def test_the_admin_finds_a_clinic_by_its_facts(admin_client, words):
    clinic = ClinicPageFactory(services=[ServiceFactory(name="Medical detox")], insurers=[Insurer(name="Bluebird")])
    other = ClinicPageFactory(
        locality="Los Angeles",
        postal_code="90012",
        street_address="1 Hill Road",
        email="",
        telephones=[telephone("(213) 555-0111", is_main=True)],
    )
    html = admin_client.get(reverse("wagtailadmin_pages:search"), {"q": words}).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[clinic.pk]) in html
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) not in html


def test_a_changed_row_is_found_at_once(admin_client):
    clinic = ClinicPageFactory()
    clinic.telephones = [telephone("(213) 555-0111", is_main=True)]
    clinic.save_revision().publish()
    html = admin_client.get(reverse("wagtailadmin_pages:search"), {"q": "2135550111"}).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[clinic.pk]) in html
