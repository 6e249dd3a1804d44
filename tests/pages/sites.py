"""A site with its index pages, for tests of pages wherever they stand: import the fixtures into a conftest."""

from wagtail.models import Page, Site

from pages.models import ArticleIndexPage, ClinicIndexPage, HomePage
from tests.kept import kept

__all__ = ["articles", "clinics", "home"]


@kept
def home():
    """The home page of the only site, www.clinic.example."""
    page = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="clinic-home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="www.clinic.example", root_page=page, is_default_site=True)
    return page


@kept
def articles(home):
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


@kept
def clinics(home):
    return home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics"))
