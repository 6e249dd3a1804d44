"""What a project is told when the API has no place in it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.urls import include, path, set_script_prefix
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

import api
from api.builds import rebuilding
from api.endpoints.pages import PagesViewSet
from api.endpoints.robots import RobotsView
from api.installation import check_addresses, check_apps, check_commands, check_tables
from api.management.commands import snapshots
from api.router import router
from api.snapshots import tables
from api.snapshots.models import ContentVersion

SOURCES = sorted(Path(api.__file__).parent.glob("*.py"))
API = path("api/v2/", include("api.urls"))
ADMIN = path("admin/", include(wagtailadmin_urls))


def other_view(request):
    return HttpResponse()


@pytest.fixture
def mount(settings):
    """``mount(*patterns)`` is what is said of a project with these addresses."""

    def mount(*patterns):
        settings.ROOT_URLCONF = type("Theirs", (), {"urlpatterns": [ADMIN, *patterns]})
        return check_addresses(None)

    return mount


def test_every_check_of_the_api_is_documented():
    ids = set(re.findall(r'id="clinic_api\.([EW]\d+)"', "".join(path.read_text() for path in SOURCES)))
    page = (Path(settings.BASE_DIR) / "docs" / "use-in-your-project.md").read_text()
    rows = "".join(re.findall(r"^\| `clinic_api\..*", page, re.MULTILINE))
    assert len(ids) > 15
    assert set(re.findall(r"\b[EW]\d{3}\b", rows)) == ids


def test_this_project_is_told_nothing():
    assert check_addresses(None) == check_apps(None) == check_commands(None) == []


def test_the_api_before_wagtail_is_right(mount):
    assert mount(API, path("", include(wagtail_urls))) == []


@pytest.mark.parametrize("patterns", [[], [path("v1/", include(([API], "elsewhere")))]])
def test_an_api_without_an_address_is_noticed(mount, patterns):
    (warning,) = mount(*patterns)
    assert warning.id == "clinic_api.W007"
    assert 'path("api/v2/", include("api.urls"))' in warning.hint


def test_an_api_behind_wagtails_own_pattern_is_noticed(mount):
    (error,) = mount(path("", include(wagtail_urls)), API)
    assert error.id == "clinic_api.E010"
    assert "before" in error.hint


def test_another_apps_view_at_a_path_of_the_api_is_named(mount):
    (error,) = mount(path("api/v2/pages/", other_view), API)
    assert error.id == "clinic_api.E011"
    assert error.msg == "/api/v2/pages/ is handled by tests.api.test_installation.other_view and not by the API."


def test_another_api_at_the_same_address_is_named_for_each_path(mount):
    theirs = path("api/v2/", include([path("pages/", other_view), path("images/", other_view), path("", other_view)]))
    assert [error.msg.partition(" ")[0] for error in mount(theirs, API)] == [
        "/api/v2/",
        "/api/v2/pages/",
        "/api/v2/images/",
    ]


@pytest.mark.parametrize("name", ["docs", "schema"])
def test_an_endpoint_that_has_the_name_of_an_address_of_the_apis_own_is_noticed(monkeypatch, name):
    monkeypatch.setitem(router.endpoints, name, RobotsView)
    (error,) = check_addresses(None)
    assert error.id == "clinic_api.E011"
    assert f"“clinic_api:{name}”: api.endpoints.robots.RobotsView" in error.msg


def test_an_address_in_a_folder_of_the_server_is_right(mount):
    set_script_prefix("/cms/")
    try:
        assert mount(API, path("", include(wagtail_urls))) == []
        assert mount(path("", include(wagtail_urls)), API)[0].msg.startswith(
            "The API is never reached: /cms/api/v2/ is"
        )
    finally:
        set_script_prefix("/")


def test_a_project_without_addresses_is_told_so_by_django_alone(settings):
    settings.ROOT_URLCONF = None
    assert check_addresses(None) == []


def test_an_endpoint_that_is_registered_twice_is_refused_with_both_names():
    other = type("Other", (PagesViewSet,), {"__module__": "theirs.api_endpoints"})
    with pytest.raises(Exception, match=r"api\.endpoints\.pages\.PagesViewSet.*theirs\.api_endpoints\.Other"):
        router.register_endpoint("pages", other)


def test_a_command_of_another_app_is_named(monkeypatch):
    commands = {"update_index": "wagtail.search", "snapshots": "api", "openapi": "api"}
    monkeypatch.setattr("api.installation.get_commands", lambda: commands)
    (warning,) = check_commands(None)
    assert warning.id == "clinic_api.W006"
    assert warning.hint == "Put “api” before “wagtail.search” in INSTALLED_APPS."


@pytest.mark.django_db
def test_tables_that_are_there_are_no_news():
    assert check_tables(None, databases=["default"]) == []
    assert tables.missing_tables("default") == []


def test_no_database_is_asked_unless_checks_may():
    assert check_tables(None) == check_tables(None, databases=["other"]) == []


@pytest.mark.django_db
def test_tables_that_are_missing_are_named_by_a_check_and_by_the_command(monkeypatch):
    monkeypatch.setattr("django.db.backends.base.introspection.BaseDatabaseIntrospection.table_names", lambda self: [])
    (warning,) = check_tables(None, databases=["default"])
    assert (warning.id, warning.hint) == (
        "clinic_api.W005",
        "Run: manage.py migrate (which also shows this warning before it creates them).",
    )
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        call_command("snapshots", "rebuild")


@pytest.mark.django_db
def test_all_answers_are_made_before_anything_has_changed(home):
    ContentVersion.objects.all().delete()
    assert rebuilding.rebuild(everything=True) > 0
    assert snapshots.status()[0].fresh > 0
