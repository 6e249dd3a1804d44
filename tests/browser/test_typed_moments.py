"""Dates and times that staff type, in a real browser: what the picker makes of them when the field is left."""

import time

import pytest
from selenium.webdriver import Keys

from pages.models import ClinicPage
from tests.browser.test_editing import editor, site  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TYPED = ["5:30 pm", "24:00", "11/26/2026", "2026-11-31", "31.31.2026", "1 December 2026 9am"]
# Every picker of the page, on the tab that is shown or on another: what it does when its field is entered and left.
LEAVE_ALL = """
const fields = [...document.querySelectorAll('input')].filter(field => jQuery(field).data('xdsoft_datetimepicker')
    || /date|_at$|opens|closes|reviewed|due|-day/.test(field.name) && field.type === 'text')
for (const field of fields) {
    field.value = arguments[0]
    jQuery(field).trigger('open').trigger('focusin').trigger('blur')
}
window.left = fields
return fields.length
"""
AGAIN = "for (const field of window.left) jQuery(field).trigger('blur')"
VALUES = "return [...new Set(window.left.map(field => field.value))]"


def test_no_picker_changes_what_was_typed(editor, site):  # noqa: F811
    clinic = ClinicPage.objects.get(slug="riverside")
    for path in (f"/admin/pages/{clinic.pk}/edit/", f"/admin/pages/add/clinic_pages/articlepage/{site.pk}/"):
        editor.open(path)
        for typed in TYPED:
            assert editor.browser.execute_script(LEAVE_ALL, typed) >= 2
            time.sleep(0.3)  # The picker is made a tenth of a second after the field is entered.
            editor.browser.execute_script(AGAIN)
            assert editor.browser.execute_script(VALUES) == [typed]


def test_half_past_five_in_the_afternoon_is_that(editor, client, site):  # noqa: F811
    clinic = ClinicPage.objects.get(slug="riverside")
    editor.open(f"/admin/pages/{clinic.pk}/edit/#tab-hours")
    closes = editor.find("[name=opening_intervals-0-closes]")
    editor.show(closes)
    closes.clear()
    closes.send_keys("5:30 pm", Keys.TAB)
    editor.publish()
    assert "published" in editor.messages
    hours = client.get(f"/api/v2/clinics/{clinic.pk}/").json()["opening_hours"]
    assert hours[0]["closes"] == "17:30"
