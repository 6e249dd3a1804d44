"""A site with its index pages, for tests of pages wherever they stand: import the fixtures into a conftest."""

import pytest
from wagtail.models import Page, Site

from pages.models import ArticleIndexPage, ClinicIndexPage, HomePage

__all__ = ["articles", "clinics", "home"]


@pytest.fixture
def home(db):
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
