"""Where the editor tells faults: never in a closed dialog, panel or tab."""

from datetime import timedelta

import pytest
from django.utils import timezone
from selenium.webdriver.common.by import By

from pages.models import StandardPage
from tests.browser.test_editing import editor, site  # noqa: F401  (fixtures)
from tests.pages.factories import SUMMARY

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def page(site):  # noqa: F811
    page = StandardPage(title="Visiting", slug="visiting", summary=SUMMARY, live=False)
    site.get_parent().add_child(instance=page)
    page.save_revision()
    return page


def publish_draft(editor, page, **changes):  # noqa: F811
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision()
    editor.open(f"/admin/pages/{page.pk}/edit/")
    editor.press(editor.find("footer [data-w-dropdown-target=toggle]"))
    editor.click("[name=action-publish]")
    editor.wait.until(lambda _: "could not be" in editor.messages)


def visible(editor, text):  # noqa: F811
    def found(_):
        elements = editor.browser.find_elements(By.XPATH, f"//*[contains(text(), '{text}')]")
        return any(element.is_displayed() for element in elements)

    return editor.wait.until(found)


def test_a_fault_of_the_schedule_opens_its_dialog(editor, page):  # noqa: F811
    later = timezone.now() + timedelta(days=9)
    publish_draft(editor, page, go_live_at=later, expire_at=later - timedelta(days=3))
    assert visible(editor, "Go live date/time must be before expiry date/time")


def test_a_fault_in_another_tab_opens_that_tab(editor, page):  # noqa: F811
    publish_draft(editor, page, canonical_url="not an address")
    assert visible(editor, "Enter a valid URL.")


def test_a_fault_in_a_closed_block_opens_it(editor, page):  # noqa: F811
    publish_draft(editor, page, body=[("heading", {"text": "", "level": "2"})])
    assert visible(editor, "This field is required.")
