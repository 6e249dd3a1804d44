"""Staff import an article in a real browser: what is pasted with its formatting keeps it."""

import pytest
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as expected

from pages.models import ArticlePage
from tests.browser.test_editing import site  # noqa: F401  (a fixture)
from tests.browser.test_pasting import copy, editor  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

COPIED = (
    "<h1>How we begin</h1><p>The count is 10<sup>9</sup>, and <s>nobody</s> everybody is told what it means.</p>"
    "<h2>What you bring</h2><p>Yourself.</p>"
)


def test_a_text_that_is_pasted_is_shown_and_becomes_a_draft(editor, site):  # noqa: F811
    editor.browser.get(f"{editor.server}/admin/clinic/import/{site.pk}/")
    # A browser copies where something is selected.
    editor.type("[data-clinic-import-text]", "x")
    ActionChains(editor.browser).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
    copy(editor.browser, COPIED)
    ActionChains(editor.browser).send_keys(Keys.DELETE).perform()
    ActionChains(editor.browser).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()
    editor.wait.until(expected.visibility_of_element_located((By.CSS_SELECTOR, "[data-clinic-import-note]")))
    editor.press(editor.find("[data-clinic-import] button[type=submit]"))
    shown = editor.wait.until(expected.presence_of_element_located((By.ID, "import-left-out")))
    assert "struck out: nobody" in shown.find_element(By.XPATH, "..").text
    assert ArticlePage.objects.count() == 1
    editor.press(editor.find("[name=proposal] ~ button"))
    editor.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, "[data-edit-form]")))
    article = ArticlePage.objects.get(slug="how-we-begin")
    assert "10<sup>9</sup>" in article.body.raw_data[0]["value"]
    assert not article.live
