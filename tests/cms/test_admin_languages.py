"""The admin is offered in the languages in which all of it is there: Wagtail's words, and ours."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.admin.localization import get_available_admin_languages
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db
OURS = ["api", "cms", "media", "pages"]


def test_our_words_are_there_in_each_language_that_is_offered():
    for code, _name in get_available_admin_languages():
        if code != "en":
            assert all((Path(name) / "locale" / code / "LC_MESSAGES" / "django.mo").exists() for name in OURS), code


def test_nobody_chooses_a_language_of_which_half_is_missing(admin_client):
    page = admin_client.get(reverse("wagtailadmin_account")).content.decode()
    assert "preferred_language" not in page
    assert "Deutsch" not in page


def test_a_language_that_was_chosen_before_is_forgotten():
    users = [get_user_model().objects.create_user(name) for name in ("one", "two")]
    UserProfile.objects.create(user=users[0], preferred_language="de")
    UserProfile.objects.create(user=users[1], preferred_language="en")
    migration = import_module("cms.migrations.0002_admin_languages")

    class Editor:
        class connection:  # noqa: N801 (as Django names it)
            alias = "default"

    migration.forget_others(apps, Editor)
    assert list(UserProfile.objects.order_by("user").values_list("preferred_language", flat=True)) == ["", "en"]
