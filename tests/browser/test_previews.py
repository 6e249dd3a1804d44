"""The plain page on which drafts are shown, in a real browser."""

import pytest

from pages.models import ClinicPage
from tests.browser.test_editing import editor, site  # noqa: F401  (fixtures)
from tests.pages.factories import full_body, make_article

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# How wide the narrowest element is that holds a long text of its own, and what it says.
NARROWEST = """
const own = element => [...element.childNodes].map(node => node.nodeType === 3 ? node.data.trim() : '').join(' ')
const texts = [...document.querySelectorAll('main *')].filter(element => own(element).length > 15)
const found = texts.map(element => [element.getBoundingClientRect().width, own(element)])
return found.sort((one, other) => one[0] - other[0])[0]
"""


@pytest.mark.parametrize("width", [1400, 500], ids=["desk", "telephone"])
def test_nothing_in_a_preview_stands_in_a_column_of_letters(editor, site, settings, width):  # noqa: F811
    settings.WAGTAILAPI_BASE_URL = settings.CLINIC_IMAGE_BASE_URL = editor.server
    clinic = ClinicPage.objects.get(slug="riverside")
    article = make_article(site, body=full_body(site, clinic))
    editor.browser.set_window_size(width, 1000)
    for page in (article, clinic):
        page.save_revision()
        editor.browser.get(f"{editor.server}/admin/pages/{page.pk}/view_draft/")
        narrowest, words = editor.browser.execute_script(NARROWEST)
        assert narrowest > 90, f"{words!r} is {narrowest} pixels wide"
        assert not editor.browser.execute_script("return document.body.scrollWidth > window.innerWidth")
