import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from pages.models import Person
from tests.pages.clinic_factories import PersonFactory, clinic_index, english

pytestmark = pytest.mark.django_db

XHR = {"x-requested-with": "XMLHttpRequest"}


def ask(client, path):
    return client.get(reverse("clinic_editor_session"), {"at": path}, headers=XHR)


def edit_page():
    return reverse("wagtailadmin_pages:edit", args=[clinic_index().pk])


def edit_person(pk):
    return reverse("wagtailsnippets_clinic_pages_person:edit", args=[pk])


def test_nobody_learns_anything_without_logging_in(client):
    assert ask(client, edit_page()).status_code == 403


def test_who_may_save_gets_a_new_token(admin_client):
    answer = ask(admin_client, edit_page())
    assert answer.json()["refusal"] is None
    assert len(answer.json()["csrf_token"]) == 64
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["", "/", "/admin/", "/nowhere/", "https://www.example.org/"])
def test_paths_that_are_no_editor_are_not_refused(admin_client, path):
    assert ask(admin_client, path).json()["refusal"] is None


def test_what_was_deleted_is_refused_with_a_sentence(admin_client):
    english()
    paths = [
        reverse("wagtailadmin_pages:edit", args=[999]),
        reverse("wagtailadmin_pages:add", args=["clinic_pages", "standardpage", 999]),
        edit_person(999),
    ]
    for path in paths:
        assert "has been deleted in the meantime" in ask(admin_client, path).json()["refusal"]


def test_who_may_not_save_any_more_is_told_so(client, django_user_model):
    person = PersonFactory()
    writer = django_user_model.objects.create_user("writer", password="secret")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_person")
    group.permissions.add(change)
    writer.groups.add(group)
    client.force_login(writer)
    assert ask(client, edit_person(person.pk)).json()["refusal"] is None
    assert "may no longer edit this" in ask(client, edit_page()).json()["refusal"]
    group.permissions.remove(change)
    assert "may no longer edit this" in ask(client, edit_person(person.pk)).json()["refusal"]
    assert Person.objects.filter(pk=person.pk).exists()
    delete = reverse("wagtailsnippets_clinic_pages_person:delete", args=[person.pk])
    assert ask(client, delete).json()["refusal"] is None


def test_every_page_of_the_admin_loads_the_script(admin_client):
    uploads = [reverse("wagtailimages:add_multiple"), reverse("wagtaildocs:add_multiple")]
    for path in (edit_page(), edit_person(PersonFactory().pk), *uploads, reverse("wagtailadmin_home")):
        assert "clinic_pages/editor_session.js" in admin_client.get(path).content.decode()
