import pytest
from django.core.cache import cache
from wagtail.models import Page, Site

from pages.models import ArticleIndexPage, ClinicIndexPage, HomePage


@pytest.fixture(autouse=True)
def _plain_project(db, settings):
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    cache.clear()


@pytest.fixture
def home():
    """The home page of the only site, www.clinic.example."""
    page = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="clinic-home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="www.clinic.example", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def articles(home):
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def clinics(home):
    return home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics"))


@pytest.fixture
def get(client):
    """``get("pages/", limit=3)`` is the API's answer."""

    def request(path, **query):
        return client.get(f"/api/v2/{path}", query)

    return request
