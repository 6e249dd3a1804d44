"""Before a user is deleted, staff see what goes and what stays."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import APIToken, Comment, Page

from pages.models import StandardPage
from pages.usage.of_user import rows_of
from tests.media.factories import ImageFactory
from tests.pages.clinic_factories import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return get_user_model().objects.create_user("leaving", password="x", is_staff=True)


def dialog(admin_client, user):
    response = admin_client.get(reverse("wagtailusers_users:delete", args=[user.pk]))
    assert response.status_code == 200
    return [str(message).strip() for message in response.context["messages"]]


def test_the_dialog_counts_what_hangs_on_the_user(admin_client, user):
    pages = [home_page().add_child(instance=StandardPage(title=name, slug=name, owner=user)) for name in ("a", "b")]
    pages[0].save_revision(user=user, log_action=True)
    Comment.objects.create(page=pages[0], user=user, text="Here?", contentpath="title")
    ImageFactory(uploaded_by_user=user)
    gone, staying = dialog(admin_client, user)
    assert gone == "These are deleted with the user: 1 comment."
    assert staying.startswith("These are kept, but no longer refer to the user: ")
    for thing in ("2 pages", "1 revision", "1 image", "page log entr"):
        assert thing in staying
    assert dict(rows_of(user)[1])[Page] == 2
    assert admin_client.post(reverse("wagtailusers_users:delete", args=[user.pk])).status_code == 302
    assert not Comment.objects.exists()
    assert Page.objects.filter(pk__in=[page.pk for page in pages], owner=None).count() == 2


def test_of_a_user_on_whom_nothing_hangs_that_is_said(admin_client, user):
    assert dialog(admin_client, user) == ["Nothing depends on this user."]


def test_names_of_things_keep_their_capitals(admin_client, user):
    APIToken.objects.create(user=user, **{"name": "x"} if "name" in {f.name for f in APIToken._meta.fields} else {})
    assert dialog(admin_client, user) == ["These are deleted with the user: 1 API token."]
