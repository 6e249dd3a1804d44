"""What was typed stays on the screen while it cannot be saved, and is saved once it can."""

from io import BytesIO
from itertools import count

import pytest
from django.contrib.sessions.models import Session
from PIL import Image
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as expected
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from pages.models import ArticlePage
from tests.browser.test_editing import PASSWORD, editor, site  # noqa: F401  (fixtures)
from tests.pages.factories import SUMMARY, make_article

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

DIALOG = "dialog.clinic-session"


@pytest.fixture
def article(site):  # noqa: F811
    return make_article(site, title="Sleeping badly", slug="sleeping-badly")


def open_without_autosave(editor, article, settings):  # noqa: F811
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    editor.open(f"/admin/pages/{article.pk}/edit/")


def log_in_again(editor):  # noqa: F811
    """In the tab that the dialog opens, which closes by itself; then back in the first one."""
    here = editor.browser.current_window_handle
    editor.click(f"{DIALOG} a")
    editor.wait.until(expected.number_of_windows_to_be(2))
    editor.browser.switch_to.window(next(tab for tab in editor.browser.window_handles if tab != here))
    editor.type("[name=username]", "editor")
    editor.type("[name=password]", PASSWORD)
    editor.click("button[type=submit]")
    editor.wait.until(expected.number_of_windows_to_be(1))
    editor.browser.switch_to.window(here)


def type_until_it_is_saved(editor, article):  # noqa: F811
    """The editor notices changes once it has drawn all of its fields."""
    numbers = count()

    def is_saved(_):
        editor.type("[name=title]", f"Typed {next(numbers)}")
        editor.browser.execute_async_script("setTimeout(arguments[0], 1500)")
        return draft_title(article).startswith("Typed ")

    editor.wait.until(is_saved)


def draft_title(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title


def test_what_was_typed_while_logged_out_is_saved_after_logging_in_again(editor, article, settings):  # noqa: F811
    open_without_autosave(editor, article, settings)
    Session.objects.all().delete()
    editor.type("[name=title]", "Sleeping well again")
    editor.click("footer button.action-save, footer [type=submit]")
    assert "You have been logged out" in editor.find(DIALOG).text
    assert editor.find("[name=title]").get_attribute("value") == "Sleeping well again"
    log_in_again(editor)
    editor.wait.until(lambda _: "updated" in editor.messages)
    assert draft_title(article) == "Sleeping well again"


def test_what_was_asked_for_while_logged_out_is_done_after_logging_in_again(editor, site, article, settings):  # noqa: F811
    open_without_autosave(editor, article, settings)
    editor.type("[name=summary]", f"{SUMMARY} Anew.")
    Session.objects.all().delete()
    editor.press(editor.find("footer [data-w-dropdown-target=toggle]"))
    editor.click("[name=action-publish]")
    log_in_again(editor)
    editor.wait.until(lambda _: "published" in editor.messages or "could not be" in editor.messages)
    assert "published" in editor.messages
    assert ArticlePage.objects.get(pk=article.pk).summary.endswith("Anew.")


def test_a_draft_that_is_saved_by_itself_notices_that_the_session_has_ended(editor, article):  # noqa: F811
    editor.open(f"/admin/pages/{article.pk}/edit/")
    type_until_it_is_saved(editor, article)
    Session.objects.all().delete()
    editor.type("[name=title]", "Typed while logged out")
    assert "You have been logged out" in editor.find(DIALOG).text
    log_in_again(editor)
    editor.wait.until(expected.invisibility_of_element_located((By.CSS_SELECTOR, DIALOG)))
    editor.wait.until(lambda _: draft_title(article) == "Typed while logged out")


def test_what_was_typed_stays_on_the_screen_when_the_page_was_deleted_meanwhile(editor, article, settings):  # noqa: F811
    open_without_autosave(editor, article, settings)
    editor.type("[name=title]", "Typed into nothing")
    article.delete()
    editor.click("footer [type=submit]")
    assert "has been deleted in the meantime" in editor.find(DIALOG).text
    assert editor.find("[name=title]").get_attribute("value") == "Typed into nothing"


def test_what_was_typed_stays_on_the_screen_while_the_server_is_away(editor, article, settings):  # noqa: F811
    open_without_autosave(editor, article, settings)
    editor.type("[name=title]", "Typed on a train")
    editor.browser.execute_cdp_cmd("Network.enable", {})
    away = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    editor.browser.execute_cdp_cmd("Network.emulateNetworkConditions", away)
    try:
        editor.click("footer [type=submit]")
        assert "The server cannot be reached" in editor.find(DIALOG).text
    finally:
        editor.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**away, "offline": False})
    editor.press_at("//dialog//button[normalize-space()='Try again']")
    editor.wait.until(lambda _: "updated" in editor.messages)
    assert draft_title(article) == "Typed on a train"


PUBLISH_DURING_AUTOSAVE = """
    const [title, delay, done] = arguments;
    const fetchNow = window.fetch;
    window.fetch = (url, ...rest) => String(url).includes("editor-session/?")
        ? new Promise(resolve => setTimeout(resolve, 200)).then(() => fetchNow(url, ...rest)) : fetchNow(url, ...rest);
    document.addEventListener("w-autosave:save", () => setTimeout(() => {
        document.querySelector("[name=action-publish]").click();
        done();
    }, delay), {once: true});
    const field = document.querySelector("[name=title]");
    field.value = title;
    field.dispatchEvent(new Event("input", {bubbles: true}));
"""


@pytest.mark.parametrize("delay", [50, 300, 450])
def test_publishing_while_a_draft_is_saved_by_itself_is_no_other_window(editor, article, delay):  # noqa: F811
    editor.open(f"/admin/pages/{article.pk}/edit/")
    type_until_it_is_saved(editor, article)
    editor.type("[name=summary]", "Short")
    form = editor.find("[data-edit-form]")
    editor.browser.execute_async_script(PUBLISH_DURING_AUTOSAVE, "Typed right before", delay)
    editor.wait.until(expected.staleness_of(form))
    editor.wait.until(lambda _: "could not be" in editor.messages)
    newest = ArticlePage.objects.get(pk=article.pk).latest_revision
    assert newest.content["title"] == "Typed right before"
    assert editor.find("[name=loaded_revision_id]").get_attribute("value") == str(newest.pk)
    loaded_at = editor.find("[name=loaded_revision_created_at]").get_attribute("value")
    assert loaded_at == newest.created_at.isoformat()
    # The form that came back is saved once by itself.
    editor.find("[data-edit-form][data-w-unsaved-force-value=false][data-w-unsaved-check-interval-value]")
    editor.type("[name=title]", "Typed after the fault")
    editor.wait.until(lambda _: draft_title(article) == "Typed after the fault")


def test_the_import_keeps_its_text_while_logged_out(editor, site):  # noqa: F811
    editor.browser.get(f"{editor.server}/admin/clinic/import/{site.pk}/")
    editor.type("[data-clinic-import-text]", "How we begin\n\nThe first talk takes an hour, and nobody promises much.")
    Session.objects.all().delete()
    editor.click("[data-clinic-import] button[type=submit]")
    assert "You have been logged out" in editor.find(DIALOG).text
    log_in_again(editor)
    editor.find("[name=proposal]")
    assert "How we begin" in editor.find("main").text


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_an_upload_of_many_keeps_its_text_while_logged_out(editor, kind, tmp_path):  # noqa: F811
    file = tmp_path / ("door.png" if kind == "images" else "map.txt")
    file.write_bytes(png() if kind == "images" else b"The way to us.")
    editor.browser.get(f"{editor.server}/admin/{kind}/multiple/add/")
    editor.find("#fileupload").send_keys(str(file))
    title = editor.find("#upload-list form [name$=title]")
    Session.objects.all().delete()
    title.send_keys(" anew")
    if kind == "images":
        editor.type("#upload-list form [name$=alt_text]", "A blue door between two trees.")
    editor.click("#upload-list form [type=submit]")
    assert "You have been logged out" in editor.find(DIALOG).text
    log_in_again(editor)
    editor.wait.until(expected.staleness_of(title))
    model = get_image_model() if kind == "images" else get_document_model()
    assert model.objects.filter(title__endswith=" anew").exists()


def test_a_document_keeps_its_title_while_logged_out(editor):  # noqa: F811
    document = get_document_model().objects.get()
    editor.browser.get(f"{editor.server}/admin/documents/edit/{document.pk}/")
    editor.type("[name=title]", "What to bring along")
    Session.objects.all().delete()
    editor.click("main form [type=submit]")
    assert "You have been logged out" in editor.find(DIALOG).text
    log_in_again(editor)
    editor.wait.until(lambda _: "updated" in editor.messages)
    document.refresh_from_db()
    assert document.title == "What to bring along"


def test_a_bad_login_is_no_session_that_has_ended(editor):  # noqa: F811
    editor.browser.delete_all_cookies()
    editor.browser.get(f"{editor.server}/admin/login/")
    editor.type("[name=username]", "editor")
    editor.type("[name=password]", "wrong")
    editor.click("button[type=submit]")
    editor.wait.until(lambda _: "didn't match" in editor.find("main").text)
    assert not editor.browser.find_elements(By.CSS_SELECTOR, DIALOG)


def test_images_that_are_not_kept_yet_say_so_and_ask_before_the_page_is_left(editor, tmp_path):  # noqa: F811
    leaving = "return window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    (tmp_path / "door.png").write_bytes(png())
    editor.browser.get(f"{editor.server}/admin/images/multiple/add/")
    assert editor.browser.execute_script(leaving)
    editor.find("#fileupload").send_keys(str(tmp_path / "door.png"))
    form = editor.find("#upload-list form")
    assert "Not saved yet: describe the image, then select Update." in editor.find("#upload-list").text
    assert "Upload successful" not in editor.find("#upload-list").text
    assert not editor.browser.execute_script(leaving)
    editor.type("#upload-list form [name$=alt_text]", "A blue door between two trees.")
    editor.click("#upload-list form [type=submit]")
    editor.wait.until(expected.staleness_of(form))
    assert editor.browser.execute_script(leaving)


def png():
    content = BytesIO()
    Image.new("RGB", (60, 40), "blue").save(content, "PNG")
    return content.getvalue()
