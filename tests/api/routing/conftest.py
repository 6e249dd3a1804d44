import pytest
from wagtail.models import Locale, Page, Site

from tests.api.conftest import _plain_project, get, home, make_event, site, spanish, translate  # noqa: F401
from tests.kept import kept


@kept
def section(make_event):  # noqa: F811
    return make_event(slug="section", title="Section")


@kept
def event(make_event, section):  # noqa: F811
    return make_event(parent=section, slug="open-day", title="Open day")


@kept
def other_site(home):  # noqa: F811
    """Another site of the same CMS, at other.example."""
    root = home.get_parent().add_child(instance=Page(title="Other", slug="other"))
    return Site.objects.create(hostname="other.example", root_page=root)


@pytest.fixture
def in_spanish(spanish):  # noqa: F811
    """``in_spanish(page, slug="…")`` publishes a translation of a page."""

    def make(page, **fields):
        translation = translate(page, Locale.objects.get(language_code="es"))
        for name, value in fields.items():
            setattr(translation, name, value)
        translation = translation.specific if not fields else translation
        translation.save()
        return Page.objects.get(pk=translation.pk).specific

    return make


@pytest.fixture
def led(get):  # noqa: F811
    """``led("/old/")`` is where ``find/`` leads, or the status of its answer."""

    def ask(path, **query):
        answer = get("pages/find/", html_path=path, **query)
        assert "Location" not in answer.headers
        if answer.status_code != 200:
            return answer.status_code
        body = answer.json()
        return (body["redirect"]["to"], body["redirect"]["permanent"]) if "redirect" in body else body["id"]

    return ask
