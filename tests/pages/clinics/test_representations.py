"""What the API shows of a clinic: in a block of another page, and in full."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.represent.references import CONTEXT_NAME, References, load_public
from api.represent.representations import represent
from api.snapshots.bypass import store_bypassed
from pages.clinics.representations import represent_clinic
from pages.models import ClinicPage
from pages.models.clinic_hours import OpeningInterval, SpecialDay
from pages.models.clinic_telephone import Telephone
from pages.models.clinic_trust import ClinicPhoto, Insurer, Licence
from tests.media.factories import ImageFactory
from tests.pages.clinic_factories import ClinicPageFactory, ServiceFactory, home_page, spanish

pytestmark = pytest.mark.django_db

MAIN = {
    "number": "+19515550142",
    "display": "(951) 555-0142",
    "extension": "",
    "kind": "voice",
    "href": "tel:+19515550142",
    "label": "Admissions",
    "purpose": "admissions",
    "is_main": True,
}
CRISIS = {
    "number": "988",
    "display": "988",
    "extension": "",
    "kind": "voice",
    "href": "tel:988",
    "label": "General",
    "purpose": "general",
    "is_main": False,
}
SHOWN_EVERYWHERE = {
    "title": "Juniper Hollow Riverside",
    "legal_name": "Juniper Hollow Recovery Group, LLC (fictional)",
    "address": {
        "street_address": ["3800 Orchard Street", "Suite 200"],
        "locality": "Riverside",
        "region": "CA",
        "postal_code": "92501",
        "country": "US",
        "country_name": "United States",
        "formatted": ["3800 Orchard Street", "Suite 200", "Riverside, CA 92501"],
    },
    "geo": {"latitude": 33.981, "longitude": -117.375},
    "telephones": [CRISIS, MAIN],
    "telephone": MAIN,
    "email": "riverside@example.org",
    "time_zone": "America/Los_Angeles",
    "opening_hours": [
        {
            "weekday": 0,
            "day": "monday",
            "opens": "09:00",
            "closes": "17:00",
            "overnight": False,
            "all_day": False,
        },
        {"weekday": 4, "day": "friday", "opens": "18:00", "closes": "02:00", "overnight": True, "all_day": False},
        {"weekday": 6, "day": "sunday", "opens": "00:00", "closes": "00:00", "overnight": False, "all_day": True},
    ],
    "round_the_clock": False,
    "special_days": [
        {
            "starts": "2026-11-26",
            "ends": "2026-11-26",
            "closed": False,
            "opens": "09:00",
            "closes": "12:00",
            "overnight": False,
            "all_day": False,
            "reason": "Thanksgiving",
        },
        {
            "starts": "2026-12-24",
            "ends": "2026-12-26",
            "closed": True,
            "opens": None,
            "closes": None,
            "overnight": False,
            "all_day": False,
            "reason": "Christmas",
        },
    ],
    "accepts_new_patients": True,
    "languages": [{"code": "en", "name": "English"}, {"code": "es", "name": "Spanish"}],
}


def riverside(**fields):
    """A clinic with everything in it, its rows in no helpful order."""
    christmas = {"starts": date(2026, 12, 24), "ends": date(2026, 12, 26), "reason": "Christmas"}
    thanksgiving = {"starts": date(2026, 11, 26), "closed": False, "opens": time(9), "closes": time(12)}
    defaults = {
        "title": "Juniper Hollow Riverside",
        "slug": "riverside",
        "telephones": [
            Telephone(sort_order=0, number="988"),
            Telephone(sort_order=1, number="+19515550142", label="Admissions", purpose="admissions", is_main=True),
        ],
        "opening_intervals": [
            OpeningInterval(sort_order=0, weekday=6, opens=time(0), closes=time(0)),
            OpeningInterval(sort_order=1, weekday=4, opens=time(18), closes=time(2)),
            OpeningInterval(sort_order=2, weekday=0, opens=time(9), closes=time(17)),
        ],
        "special_days": [
            SpecialDay(sort_order=0, **christmas),
            SpecialDay(sort_order=1, reason="Thanksgiving", **thanksgiving),
        ],
        "levels_of_care": ["residential", "outpatient"],
        "payment_methods": ["medicaid"],
        "insurers": [Insurer(name="Bluebird Health (fictional)")],
        "licences": [
            Licence(authority="Board (fictional)", number="1 (fictional)", verification_url="https://example.org/1")
        ],
        "photos": [ClinicPhoto(image=ImageFactory(title="Door"))],
        "services": [ServiceFactory()],
    }
    return ClinicPageFactory(**{**defaults, **fields})


def loaded(*clinics):
    return load_public(ClinicPage.objects.filter(pk__in=[clinic.pk for clinic in clinics]).order_by("path"))


def test_a_clinic_shown_by_another_page_has_all_that_a_contact_box_needs():
    [clinic] = loaded(riverside())
    shown = represent_clinic(clinic, None)
    meta = shown.pop("meta")
    assert shown == {"id": clinic.pk, **SHOWN_EVERYWHERE}
    assert (meta["type"], meta["html_path"], meta["locale"]) == (
        "clinic_pages.ClinicPage",
        "/clinics/riverside/",
        "en",
    )


def test_a_page_s_answer_has_the_facts_as_fields_of_its_own(client):
    clinic = riverside(services=[ServiceFactory(name="Medical detox", slug="medical-detox")])
    answer = client.get(f"/api/v2/pages/{clinic.pk}/").json()
    assert {name: answer[name] for name in SHOWN_EVERYWHERE} == SHOWN_EVERYWHERE
    assert [(service["name"], service["slug"]) for service in answer["services"]] == [
        ("Medical detox", "medical-detox")
    ]
    assert answer["levels_of_care"] == [
        {"code": "outpatient", "name": "Outpatient"},
        {"code": "residential", "name": "Residential"},
    ]
    assert answer["payment_methods"] == [{"code": "medicaid", "name": "Medicaid"}]
    assert answer["insurers"] == [{"name": "Bluebird Health (fictional)"}]
    assert answer["licences"] == [
        {
            "authority": "Board (fictional)",
            "number": "1 (fictional)",
            "expires": None,
            "verification_url": "https://example.org/1",
        }
    ]
    assert [photo["title"] for photo in answer["photos"]] == ["Door"]


def test_a_clinic_with_few_facts_shows_what_it_has():
    [clinic] = loaded(ClinicPageFactory(latitude=None, longitude=None, languages=[], opening_intervals=[]))
    shown = represent_clinic(clinic, None)
    assert shown["geo"] is None
    assert (shown["opening_hours"], shown["special_days"], shown["languages"]) == ([], [], [])


def test_names_are_in_the_page_s_language():
    english = riverside()
    home = home_page().copy_for_translation(spanish())
    index = english.get_parent().specific.copy_for_translation(spanish())
    clinic = english.copy_for_translation(spanish())
    for page in (home, index, clinic):
        page.save_revision().publish()
    [clinic] = loaded(clinic)
    shown = represent_clinic(clinic, None)
    assert shown["address"]["country_name"] == "Estados Unidos"
    assert [language["name"] for language in shown["languages"]] == ["inglés", "español"]
    assert shown["telephone"] == MAIN


def queries_for(act):
    with store_bypassed(), CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_showing_clinics_costs_no_query_for_each_row_and_each_clinic():
    clinics = [riverside(title=f"Clinic {number}", slug=f"clinic-{number}") for number in range(4)]

    def show(number):
        context = {CONTEXT_NAME: References()}
        found = loaded(*clinics[:number])
        assert len(found) == number
        for clinic in found:
            represent_clinic(clinic, context)

    show(1)
    assert queries_for(lambda: show(1)) == queries_for(lambda: show(4))


def test_a_listing_of_all_fields_costs_no_query_for_each_clinic(client):
    def ask():
        answer = client.get("/api/v2/clinics/?fields=*").json()
        assert all(item["telephone"] == MAIN for item in answer["items"])

    for number in range(2):
        riverside(title=f"Clinic {number}", slug=f"clinic-{number}")
    ask()
    two = queries_for(ask)
    for number in range(2, 4):
        riverside(title=f"Clinic {number}", slug=f"clinic-{number}")
    assert queries_for(ask) == two


def test_a_changed_number_is_shown_at_once(client):
    clinic = riverside()
    clinic.telephones = [Telephone(number="(951) 555-0177", is_main=True)]
    clinic.save()
    answer = client.get(f"/api/v2/pages/{clinic.pk}/?fields=telephone").json()
    assert answer["telephone"]["display"] == "(951) 555-0177"


def test_services_that_are_drafts_are_left_out(client):
    clinic = riverside(services=[ServiceFactory(live=False), ServiceFactory(name="Aftercare")])
    answer = client.get(f"/api/v2/pages/{clinic.pk}/").json()
    assert [service["name"] for service in answer["services"]] == ["Aftercare"]


def test_a_service_without_an_endpoint_has_no_address_of_its_own():
    service = represent(ServiceFactory(name="Aftercare", slug="aftercare"), None)
    assert service["meta"] == {"type": "clinic_pages.Service", "locale": "en"}
    assert (service["name"], service["slug"], service["description"]) == (
        "Aftercare",
        "aftercare",
        "What happens there.",
    )
