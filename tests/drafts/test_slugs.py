"""A slug that another page has: said once, of the place where it is taken, however the page comes there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.models import StandardPage
from tests.kept import kept
from tests.pages.clinic_factories import english, home_page
from tests.pages.factories import SUMMARY

pytestmark = pytest.mark.django_db

TAKEN = "The slug 'visiting' is already in use within the parent page."
ACTIONS = [{"action-publish": "1"}, {"action-submit": "1"}]


def page_below(parent, slug, **fields):
    page = StandardPage(title=slug.title(), slug=slug, summary=SUMMARY, locale=english(), **fields)
    return parent.add_child(instance=page)


@kept
def home():
    """A home page that has a page of the slug ``visiting``."""
    home = home_page()
    page_below(home, "visiting")
    return home


def form_data(**changes):
    fields = {"title": "Visiting us", "slug": "visiting", "summary": SUMMARY, "body": streamfield([])}
    return nested_form_data({**fields, "comments": inline_formset([]), **changes})


def slug_errors(response):
    return response.context["form"].errors["slug"]


@pytest.mark.parametrize("action", ACTIONS)
def test_creating_a_page_says_it_once(admin_client, home, action):
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "standardpage", home.pk])
    assert slug_errors(admin_client.post(url, form_data() | action)) == [TAKEN]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("is_kept_in_a_draft", [False, True])
def test_editing_a_page_says_it_once(admin_client, home, action, is_kept_in_a_draft):
    url = reverse("wagtailadmin_pages:edit", args=[page_below(home, "us").pk])
    if is_kept_in_a_draft:
        assert admin_client.post(url, form_data()).status_code == 302
    assert slug_errors(admin_client.post(url, form_data() | action)) == [TAKEN]


def test_other_faults_of_the_page_are_told_beside_it(admin_client, home):
    url = reverse("wagtailadmin_pages:edit", args=[page_below(home, "us").pk])
    errors = admin_client.post(url, form_data(summary="short") | ACTIONS[0]).context["form"].errors
    assert set(errors) == {"slug", "summary"}


def test_copying_a_page_says_it_once(admin_client, home):
    url = reverse("wagtailadmin_pages:copy", args=[page_below(home, "us").pk])
    data = {"new_title": "Visiting us", "new_slug": "visiting", "new_parent_page": home.pk}
    [told] = admin_client.post(url, data).context["form"].errors["new_slug"]
    assert "already in use" in told
    assert "None" not in told


def test_moving_a_page_says_it_once(admin_client, home):
    page = page_below(page_below(home, "elsewhere"), "visiting")
    response = admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]), follow=True)
    [told] = [str(message) for message in response.context["messages"]]
    assert "already in use" in told
    assert "None" not in told


def test_a_script_and_the_approval_of_a_draft_name_the_parent(home):
    message = {"slug": ["A page below “Juniper Hollow” already has the slug “visiting”. Choose another."]}
    with pytest.raises(ValidationError) as refusal:
        page_below(home, "visiting")
    assert refusal.value.message_dict == message
    with pytest.raises(ValidationError) as refusal:
        page_below(home, "visiting", live=False).save_revision().publish()
    assert refusal.value.message_dict == message
