"""What staff copy from Word, Google Docs or a web page is pasted with its meaning, in a real browser."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as expected

from pages.models import ArticlePage
from tests.browser.page_editor import PageEditor
from tests.browser.test_editing import PASSWORD, site  # noqa: F401  (a fixture)
from tests.pages.factories import make_article
from tests.pages.importers.documents import CASES

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

COPIED = """<html><body><!--StartFragment--><h2>Doses</h2><p>Take <s>100 mg</s> 10<sup>9</sup> <b>cells</b>
<a href="https://www.google.com/url?q=https://nida.nih.gov/&amp;sa=D">NIDA</a>
<a href="tel:+19515550142">call</a><a href="{server}/admin/pages/1/edit/#_msocom_1">[JD1]</a>
<a href="{server}/admin/pages/1/edit/">this</a></p><ul><li>One<ul><li>Two</li></ul></li></ul>
<table><tr><th>Drug</th><th>Dose</th></tr><tr><td>Naloxone</td><td>4 <b>mg</b></td></tr></table>
<p>After the table.</p><!--EndFragment--></body></html>"""


@pytest.fixture
def editor(browser, live_server, site, settings):  # noqa: F811
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    get_user_model().objects.create_superuser("editor", "editor@clinic.example", PASSWORD)
    editor = PageEditor(browser, live_server.url)
    editor.log_in("editor", PASSWORD)
    return editor


def copy(browser, html):
    """Puts ``html`` on the clipboard as another program would: as it is."""
    browser.execute_script(
        "document.addEventListener('copy', event => { event.preventDefault();"
        " event.clipboardData.setData('text/html', arguments[0]);"
        " event.clipboardData.setData('text/plain', 'plain words') }, {once: true, capture: true})".replace(
            "arguments[0]", json.dumps(html)
        )
    )
    ActionChains(browser).key_down(Keys.CONTROL).send_keys("c").key_up(Keys.CONTROL).perform()


def paste_into(editor, article, html, *, keys=()):
    """Opens the article, and pastes at the end of its first text, or where ``keys`` lead to."""
    editor.open(f"/admin/pages/{article.pk}/edit/")
    area = editor.find("[data-contentpath=body] [role=textbox]")
    editor.press(area)
    ActionChains(editor.browser).key_down(Keys.CONTROL).send_keys(Keys.END).key_up(Keys.CONTROL).perform()
    copy(editor.browser, html)
    for key in keys:
        ActionChains(editor.browser).send_keys(key).perform()
    ActionChains(editor.browser).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()


def notices(editor):
    """The lines below the text, once there are any."""
    editor.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, ".clinic-pasting li")))
    return [line.text for line in editor.browser.find_elements(By.CSS_SELECTOR, ".clinic-pasting li")]


FIELDS = "return [...document.querySelectorAll('[data-contentpath=body] input')].map(field => field.value).join()"


def saved(editor, article, words="Before"):
    """The body, as it is stored after saving a draft, once the editor has written ``words`` into its fields. It does
    so a quarter of a second after the last change.
    """
    editor.wait.until(lambda browser: words in browser.execute_script(FIELDS))
    form = editor.find("[data-edit-form]")
    editor.press(editor.find("footer .action-save"))
    editor.wait.until(expected.staleness_of(form))
    assert "has been updated" in editor.find(".messages li").get_attribute("textContent")
    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return [(block["type"], block["value"]) for block in latest.body.raw_data]


def without_keys(html):
    return re.sub(r' data-block-key="\w+"', "", html)


def make_text(site, html):  # noqa: F811
    ArticlePage.objects.all().delete()
    return make_article(site, title="Pasted", body=[{"id": "text", "type": "rich_text", "value": html}])


def test_lists_signs_links_and_tables_stay_and_the_rest_is_said(editor, site):  # noqa: F811
    article = make_text(site, "<p>Before</p>")
    paste_into(editor, article, COPIED.replace("{server}", editor.server), keys=[Keys.ENTER])
    lines = notices(editor)
    assert "Left out – struck out: 100 mg" in lines
    assert "Left out – comment: [JD1]" in lines
    assert f"Left out – link into the admin: this → {editor.server}/admin/pages/1/edit/" in lines
    (text_kind, text), (table_kind, table), (after_kind, after) = saved(editor, article, "nida.nih.gov")
    assert (text_kind, table_kind, after_kind) == ("rich_text", "table", "rich_text")
    assert without_keys(text) == (
        "<p>Before</p><h2>Doses</h2><p>Take 10<sup>9</sup> <b>cells</b> "
        '<a href="https://nida.nih.gov/">NIDA</a> <a href="tel:+19515550142">call</a> this</p>'
        "<ul><li>One<ul><li>Two</li></ul></li></ul>"
    )
    assert table["caption"] == "Doses"
    assert [column["heading"] for column in table["columns"]] == ["Drug", "Dose"]
    assert [without_keys(cell) for cell in table["rows"][0]["values"]] == ["Naloxone", "<p>4 <b>mg</b></p>"]
    assert without_keys(after) == "<p>After the table.</p>"


def test_what_stands_behind_the_caret_stays_behind_the_table(editor, site):  # noqa: F811
    article = make_text(site, "<p>Before and behind</p>")
    html = "<p> between </p><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    paste_into(editor, article, html, keys=[Keys.ARROW_LEFT] * len(" behind"))
    editor.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, ".typed-table-block")))
    (_, text), (kind, _table), (_, after) = saved(editor, article, "between")
    assert kind == "table"
    assert without_keys(text).startswith("<p>Before and")
    assert "between" in text
    assert "behind" in after


def test_in_a_callout_rows_of_a_table_become_paragraphs_and_it_is_said(editor, site):  # noqa: F811
    ArticlePage.objects.all().delete()
    value = {"kind": "warning", "heading": "Careful", "text": "<p>Before</p>"}
    article = make_article(site, title="Pasted", body=[{"id": "a", "type": "callout", "value": value}])
    paste_into(editor, article, COPIED.replace("{server}", editor.server), keys=[Keys.ENTER])
    lines = notices(editor)
    assert "Tables are not allowed here: the rows became paragraphs. Add a table block instead." in lines
    assert "Headings are not allowed here: they became paragraphs." in lines
    ((kind, value),) = saved(editor, article, "nida.nih.gov")
    assert kind == "callout"
    assert "<p>Doses</p><p>Take 10<sup>9</sup> <b>cells</b>" in without_keys(value["text"])
    assert "<p>Naloxone – 4 mg</p>" in without_keys(value["text"])


def test_what_cannot_be_pasted_is_refused_in_a_sentence(editor, site):  # noqa: F811
    article = make_text(site, "<p>Before</p>")
    paste_into(editor, article, "<div>" * 300 + "x")
    editor.wait.until(
        expected.text_to_be_present_in_element((By.CSS_SELECTOR, ".clinic-pasting"), "This cannot be pasted.")
    )
    assert without_keys(saved(editor, article)[0][1]) == "<p>Before</p>"


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside this checkout")
@pytest.mark.parametrize("name", ["word", "gdocs"])
def test_the_cases(editor, site, name, tmp_path):  # noqa: F811
    article = make_text(site, "<p>Before</p>")
    html = (CASES / "pasting" / f"{name}-paste.html").read_text()
    paste_into(editor, article, html, keys=[Keys.ENTER])
    lines = notices(editor)
    body = saved(editor, article, "How long does detox last?" if name == "word" else "Supporting a friend")
    text = without_keys("".join(value for kind, value in body if kind == "rich_text"))
    assert "table" in [kind for kind, _value in body]
    if name == "word":
        assert "Left out – deleted: old words removed" in lines
        assert "new words added and in tracked changes.</p>" in text
        assert "<li>Second bullet<ul><li>Nested bullet</li></ul></li>" in text
        assert "/admin/" not in text
        assert "x<sup>2</sup> H<sub>2</sub>O" in text
    else:
        assert "<b>bold by style</b><i>, italic by style</i>" in text
        assert "<li>Ask<ul><li>openly</li></ul></li>" in text
        assert '<a href="https://www.nida.nih.gov/">NIDA</a>' in text
