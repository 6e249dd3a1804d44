"""What staff choose from is read by visitors, in the language of the page."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override

import pages
from pages.clinics.choices import LevelOfCare, PaymentMethod, TelephonePurpose
from pages.models.clinic_telephone import Telephone
from tests.pages.clinic_factories import ClinicPageFactory, spanish

CATALOGUES = Path(pages.__file__).parent / "locale"
OTHER_LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CHOICES = [TelephonePurpose, LevelOfCare, PaymentMethod]


def words(language, ending, read):
    with (CATALOGUES / language / "LC_MESSAGES" / f"django.{ending}").open("rb") as file:
        return {message.id: message.string for message in read(file) if message.id}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_language_has_every_choice(language):
    translated = words(language, "po", read_po)
    assert translated == words(language, "mo", read_mo)
    with override("en"):
        labels = {str(choice.label) for choices in CHOICES for choice in choices}
    assert labels == {msgid for msgid, text in translated.items() if text}


@pytest.mark.django_db
def test_a_clinic_s_choices_are_in_the_language_of_its_page(get):
    clinic = ClinicPageFactory(
        telephones=[Telephone(number="+19515550142", purpose="admissions", is_main=True)],
        levels_of_care=["outpatient"],
        payment_methods=["sliding_scale"],
    )
    for locale, expected in [
        (clinic.locale, ["Admissions", "Outpatient", "Sliding scale"]),
        (spanish(), ["Admisiones", "Atención ambulatoria", "Tarifa según los ingresos"]),
    ]:
        clinic.locale = locale
        clinic.save()
        answer = get(f"clinics/{clinic.pk}/", fields="*").json()
        assert [
            answer["telephone"]["label"],
            answer["levels_of_care"][0]["name"],
            answer["payment_methods"][0]["name"],
        ] == expected
