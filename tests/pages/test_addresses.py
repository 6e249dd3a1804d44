"""Every column and every block of this project that holds an address, with one that a script has stored."""

import json
from collections.abc import Iterator
from functools import partial

import pytest
from django.apps import apps
from django.core.validators import URLValidator
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.contrib.redirects.models import Redirect

from api.snapshots.marking import EVERYTHING, mark
from pages.models import (
    ArticleAuthor,
    ArticlePage,
    Citation,
    CrisisLine,
    FaqPage,
    Licence,
    OrganisationSettings,
    ProfileUrl,
    SocialProfile,
    StandardPage,
)
from tests.pages.factories import PersonFactory, full_body, make_article, make_clinic

#: The second is of a scheme that no form lets through, and that no browser runs.
EVIL = ["java\tscript:alert(1)//", "blob:script:alert(1)"]
MARK = "script:alert"
WHOLE = "https://whole.example/page"
PATHS = ["site/", "routes/", "sitemap/", "robots/", "feed/", "search/?q=article", "redirects/"]
FORMS = ["", "rich_text=json", "rich_text=markdown", "rich_text_format=db_html", "format=markdown"]


def columns():
    """All columns in which an address stands, of all models that are there."""
    for model in apps.get_models():
        if model._meta.app_label in ("clinic_pages", "clinic_media", "wagtailredirects"):
            for field in model._meta.local_concrete_fields:
                if any(isinstance(validator, URLValidator) for validator in field.validators):
                    yield model, field


@pytest.fixture
def organisation(home, articles, clinics):
    """A whole site, with an address wherever one can stand."""
    clinic = make_clinic(clinics)
    clinic.licences = [Licence(authority="Board", number="1", verification_url=WHOLE)]
    clinic.save()
    person = PersonFactory()
    person.profile_urls = [ProfileUrl(url=WHOLE)]
    person.save()
    body = full_body(articles, clinic)
    body.append({"type": "call_to_action", "value": {"label": "Elsewhere", "url": WHOLE}})
    article = make_article(articles, body=body)
    article.citations = [Citation(title="A study", url=WHOLE)]
    article.author_rows = [ArticleAuthor(person=person)]
    article.save()
    for kind in (FaqPage, StandardPage):
        home.add_child(instance=kind(title=kind.__name__, slug=kind.__name__.lower()))
    settings = OrganisationSettings.for_site(home.get_site())
    settings.name, settings.frontend_base_url = "Clinics", WHOLE
    settings.social_profiles = [SocialProfile(network="x", url=WHOLE)]
    settings.crisis_lines = [CrisisLine(name="Chat", kind="chat", url=WHOLE), CrisisLine(name="988", number="988")]
    settings.save()
    Redirect.objects.create(old_path="/gone", site=None, redirect_link=WHOLE)
    return settings


def store(evil: str) -> None:
    """Writes it past all forms."""
    for model, field in columns():
        rows = model._default_manager.exclude(**{field.attname: ""})
        written = (rows or model._default_manager).update(**{field.attname: evil})
        assert written, f"There is no {model.__name__} to try it with."
    for article in ArticlePage.objects.all():
        stored = json.loads(json.dumps(article.body.get_prep_value()), object_hook=partial(swapped, evil))
        ArticlePage.objects.filter(pk=article.pk).update(body=stored)
    mark([EVERYTHING])


def swapped(evil: str, members: dict) -> dict:
    return {name: evil if str(value).startswith("https://") else value for name, value in members.items()}


def paths(client: Client) -> Iterator[str]:
    """Where answers about content are: the listings, each object in them, and what there is once for a site."""
    yield from PATHS
    for name in ("pages", "clinics", "people", "faqs", "topics"):
        yield f"{name}/?fields=*"
        for item in client.get(f"/api/v2/{name}/").json()["items"]:
            yield from (f"{name}/{item['id']}/?{form}" for form in FORMS)
            yield f"{name}/{item['id']}/?fields=*"


@pytest.mark.parametrize("evil", EVIL)
def test_no_answer_leads_to_a_script(
    organisation: OrganisationSettings, client: Client, settings: Settings, evil: str
) -> None:
    settings.CLINIC_FRONTEND_URL_RESOLVER = "pages.frontend.frontend_url"
    before = {path: client.get(f"/api/v2/{path}") for path in paths(client)}
    assert sum(WHOLE in response.content.decode() for response in before.values()) > 20

    store(evil)

    for path, response in before.items():
        answer = client.get(f"/api/v2/{path}")
        assert answer.status_code == response.status_code, path
        assert MARK not in answer.content.decode(), path
