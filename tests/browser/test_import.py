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


WORDS = (
    "<p>The count is 10<sup>9</sup>, as <a href='https://nida.nih.gov/'>NIDA</a> says, and everybody is told what it "
    "means.</p>"
)
TABLE = "<h2>Doses</h2><table><tr><th>Drug</th><th>Dose</th></tr><tr><td>Naloxone</td><td>4 <b>mg</b></td></tr></table>"
UNSAFE = (
    "<style>body { display: none !important } .s1 { vertical-align: super }</style><p>It is 10<span class=s1>8</span>."
    "</p><img src=x onerror='window.harmed = 1'><script>window.harmed = 1</script><input name=proposal value=x>"
    "<p data-controller=w-action data-action=click->w-action#post>More words, long enough to be a summary.</p>"
)
TEXT, FORMATTED = "[data-clinic-import-text]", ".clinic-import-text"


@pytest.fixture
def importing(editor, site):  # noqa: F811
    editor.browser.get(f"{editor.server}/admin/clinic/import/{site.pk}/")
    return editor


def keys(editor, *typed):  # noqa: F811
    ActionChains(editor.browser).send_keys(*typed).perform()


def hold_control(editor, key):  # noqa: F811
    ActionChains(editor.browser).key_down(Keys.CONTROL).send_keys(key).key_up(Keys.CONTROL).perform()


def paste(editor, html):  # noqa: F811
    """At the caret. A browser copies where something is selected, such as in the other field."""
    editor.browser.execute_script(
        "const data = new DataTransfer(); data.setData('text/html', arguments[0]);"
        "data.setData('text/plain', 'plain words');"
        "document.activeElement.dispatchEvent("
        "new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))",
        html,
    )


def show(editor):  # noqa: F811
    editor.press(editor.find("[data-clinic-import] button[type=submit]"))
    return editor.wait.until(expected.presence_of_element_located((By.NAME, "proposal")))


def make(editor):  # noqa: F811
    show(editor)
    editor.press(editor.find("[name=proposal] ~ button"))
    editor.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, "[data-edit-form]")))
    article = ArticlePage.objects.order_by("-pk").first()
    return article, str(article.body.raw_data[:])


def test_a_title_that_is_typed_before_pasting_stays_above_what_keeps_its_formatting(importing):
    importing.type(TEXT, "How we go on")
    keys(importing, Keys.ENTER, "It was typed before.", Keys.ENTER)
    paste(importing, COPIED)
    assert importing.find("[data-clinic-import-note]").is_displayed()
    article, body = make(importing)
    assert article.title == "How we go on"
    assert "It was typed before." in body
    assert "10<sup>9</sup>" in body
    assert "How we begin" in body


def test_correcting_and_pasting_more_keep_the_formatting(importing):
    importing.type(TEXT, "How we go on")
    keys(importing, Keys.ENTER)
    paste(importing, WORDS)
    keys(importing, " Typed behind it.")
    hold_control(importing, Keys.HOME)
    hold_control(importing, Keys.ARROW_RIGHT)
    keys(importing, "ever")
    hold_control(importing, Keys.END)
    paste(importing, TABLE)
    assert importing.find("[data-clinic-import-note]").is_displayed()
    article, body = make(importing)
    assert article.title.startswith("How")
    assert "ever" in article.title
    for kept in ("10<sup>9</sup>", "https://nida.nih.gov/", "means. Typed behind it.", "'type': 'table'", "Naloxone"):
        assert kept in body


def test_a_title_is_typed_above_what_was_pasted(importing):
    importing.click(TEXT)
    paste(importing, WORDS)
    hold_control(importing, Keys.HOME)
    keys(importing, "How we go on", Keys.ENTER)
    article, body = make(importing)
    assert article.title == "How we go on"
    assert "10<sup>9</sup>" in body


def test_back_shows_the_form_again_once_the_draft_is_made(importing):
    importing.type(TEXT, "How we go on")
    paste(importing, WORDS)
    make(importing)
    importing.browser.back()
    assert importing.find(f"{FORMATTED} sup").is_displayed()


def test_back_from_the_outline_shows_what_was_pasted(importing):
    importing.type(TEXT, "How we go on")
    paste(importing, WORDS)
    show(importing)
    importing.browser.back()
    assert importing.find(f"{FORMATTED} sup").is_displayed()


def test_nothing_that_is_pasted_runs_or_styles_the_page_or_is_sent_as_a_field(importing):
    importing.type(TEXT, "How we go on")
    paste(importing, UNSAFE)
    assert importing.find(FORMATTED).is_displayed()
    assert not importing.browser.execute_script("return window.harmed")
    assert not importing.browser.find_elements(By.CSS_SELECTOR, f"{FORMATTED} [data-controller]")
    _article, body = make(importing)
    assert "10<sup>8</sup>" in body


def test_a_fault_shows_the_text_again_with_its_formatting(importing):
    importing.click(TEXT)
    paste(importing, "<p>A long sentence without any title, 10<sup>9</sup>, that ends here.</p>")
    form = importing.find("[data-clinic-import]")
    importing.press(importing.find("[data-clinic-import] button[type=submit]"))
    importing.wait.until(expected.staleness_of(form))
    assert "No title was found" in importing.find("[data-clinic-import]").text
    assert importing.find(f"{FORMATTED} sup").is_displayed()
    importing.press(importing.find(FORMATTED))
    hold_control(importing, Keys.HOME)
    keys(importing, "How we go on", Keys.ENTER)
    article, body = make(importing)
    assert article.title == "How we go on"
    assert "10<sup>9</sup>" in body


def test_an_emptied_field_takes_plain_words_again_and_the_outline_says_so(importing):
    importing.click(TEXT)
    paste(importing, WORDS)
    hold_control(importing, "a")
    keys(importing, Keys.DELETE)
    assert importing.find(TEXT).is_displayed()
    keys(importing, "How we go on", Keys.ENTER, Keys.ENTER)
    keys(importing, "Some words that are long enough to be the summary of an article, and end here.")
    show(importing)
    page = importing.find("main").text
    assert "Only plain text was pasted." in page
    assert "Everything can be imported." not in page


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
