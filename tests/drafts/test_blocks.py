"""Every block of a page's body, with everything in it wrong."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.blocks.body import BodyBlock
from pages.models import StandardPage
from tests.drafts.wrong import wrong_block
from tests.pages.clinic_factories import home_page

pytestmark = pytest.mark.django_db

BLOCKS = BodyBlock().child_blocks
# A text without words is allowed.
REFUSED = [name for name in BLOCKS if name != "rich_text"]


def form_data(*blocks):
    body = streamfield(list(blocks))
    fields = {"title": "About us", "slug": "about-us", "summary": "", "body": body, "comments": inline_formset([])}
    return nested_form_data(fields)


@pytest.fixture
def url():
    return reverse("wagtailadmin_pages:add", args=["clinic_pages", "standardpage", home_page().pk])


@pytest.mark.parametrize("name", REFUSED)
def test_a_draft_keeps_a_block_in_which_everything_is_wrong(admin_client, url, name):
    typed = []
    data = form_data((name, wrong_block(BLOCKS[name], typed)), ("heading", {"text": "Mended", "level": "2"}))
    assert admin_client.post(url, data, headers={"accept": "application/json"}).json()["success"]
    draft = StandardPage.objects.get()
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).context["form"]
    shown = form["body"].value()
    assert [child.block_type for child in shown] == [name, "heading"]
    state = json.dumps(shown.stream_block.get_form_state(shown), default=str)
    assert all(text in state for text in typed)
    assert len(admin_client.post(url, data | {"action-publish": "1"}).context["form"].errors["body"].as_data()) == 1


@pytest.mark.parametrize("name", REFUSED)
def test_a_block_in_which_everything_is_wrong_is_refused_when_it_shall_go_live(admin_client, url, name):
    data = form_data((name, wrong_block(BLOCKS[name], [])))
    assert "body" in admin_client.post(url, data | {"action-publish": "1"}).context["form"].errors
    assert admin_client.post(url, data).status_code == 302
    with pytest.raises(ValidationError) as refusal:
        StandardPage.objects.get().latest_revision.publish()
    assert "body" in refusal.value.message_dict
    assert not StandardPage.objects.get().live


def test_all_faults_of_a_block_are_told_at_once(admin_client, url):
    data = form_data(("embed", wrong_block(BLOCKS["embed"], [])))
    form = admin_client.post(url, data | {"action-publish": "1"}).context["form"]
    [error] = form.errors["body"].as_data()
    assert set(error.block_errors[0].block_errors) == {"url", "title", "caption"}


def test_a_draft_changes_nothing_of_the_blocks_that_other_threads_clean_with(monkeypatch):
    stream = BodyBlock()
    required = []
    clean = CharField.clean
    watch = lambda field, value: required.append(field.required) or clean(field, value)  # noqa: E731
    monkeypatch.setattr(CharField, "clean", watch)
    kept = stream.clean_deferred(stream.to_python([{"type": "heading", "value": {"text": "", "level": "2"}}]))
    assert kept[0].value["text"] == ""
    assert required == [True]
