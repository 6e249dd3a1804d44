"""What the editor offers to choose: what is in the page's own language, and what is chosen already."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from pages.models import ArticleIndexPage, ArticlePage
from tests.pages.clinic_factories import (
    ClinicPageFactory,
    FaqItemFactory,
    ServiceFactory,
    TopicFactory,
    english,
    home_page,
    spanish,
)
from tests.pages.factories import SUMMARY

pytestmark = pytest.mark.django_db

#: The lists of choices in the editor: what has them, their field, and what can be chosen.
LISTS = {
    "article": ("topics", TopicFactory),
    "clinic": ("services", ServiceFactory),
    "question": ("topics", TopicFactory),
}


@pytest.fixture(autouse=True)
def _languages(settings):
    settings.WAGTAIL_I18N_ENABLED = True
    english()


def make_article(locale):
    index = home_page().add_child(instance=ArticleIndexPage(title="Artículos", slug="articulos", locale=locale))
    article = ArticlePage(title="Dormir", slug="dormir", summary=SUMMARY, locale=locale, live=False)
    return index.add_child(instance=article)


def spanish_object(kind):
    """An object in Spanish, and the address of its editor."""
    if kind == "question":
        question = FaqItemFactory(locale=spanish())
        return question, reverse("wagtailsnippets_clinic_pages_faqitem:edit", args=[question.pk])
    page = make_article(spanish()) if kind == "article" else ClinicPageFactory(locale=spanish())
    return page, reverse("wagtailadmin_pages:edit", args=[page.pk])


def offered(response, name):
    """The words of each choice, and whether it is chosen."""
    found = BeautifulSoup(response.content, "html.parser").select(f'[name="{name}"]')
    labels = found[0].find_all("option") if found[0].name == "select" else [box.parent for box in found]
    chosen = ["selected" in one.attrs or bool(one.select("input[checked]")) for one in labels]
    return {" ".join(one.get_text().split()): is_chosen for one, is_chosen in zip(labels, chosen, strict=True)}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_holds_what_is_in_the_language_of_the_page(admin_client, kind):
    name, factory = LISTS[kind]
    factory(name="Sleep")
    factory(name="Sueño", locale=spanish())
    _object, url = spanish_object(kind)
    assert offered(admin_client.get(url), name) == {"Sueño": False}


@pytest.mark.parametrize("kind", LISTS)
def test_what_is_chosen_in_another_language_stays_and_says_its_language(admin_client, kind):
    name, factory = LISTS[kind]
    instance, url = spanish_object(kind)
    setattr(instance, name, [factory(name="Sleep")])
    factory(name="Rest")
    own = factory(name="Sueño", locale=spanish())
    instance.save_revision()
    assert offered(admin_client.get(url), name) == {"Sleep (English)": True, "Sueño": False}
    form = admin_client.get(url).context["form"]
    assert form.fields[name].clean([own.pk])


@pytest.mark.parametrize("kind", LISTS)
def test_a_new_page_offers_what_is_in_its_language(admin_client, kind):
    name, factory = LISTS[kind]
    factory(name="Sleep")
    factory(name="Sueño", locale=spanish())
    instance, _url = spanish_object(kind)
    if kind == "question":
        url = reverse("wagtailsnippets_clinic_pages_faqitem:add") + "?locale=es"
    else:
        parent = instance.get_parent()
        parent.locale = spanish()
        parent.save()
        url = reverse("wagtailadmin_pages:add", args=["clinic_pages", type(instance)._meta.model_name, parent.pk])
    assert offered(admin_client.get(url), name) == {"Sueño": False}


def test_what_was_posted_is_shown_again_and_not_called_unknown(admin_client):
    _article, url = spanish_object("article")
    topic = TopicFactory(name="Sleep")
    rows = ("author_rows", "citations", "related_rows", "comments")
    data = {"title": "Dormir", "slug": "dormir", "summary": "short", "body-count": "0", "topics": [topic.pk, "x"]}
    data |= {f"{name}-{total}_FORMS": "0" for name in rows for total in ("TOTAL", "INITIAL")}
    response = admin_client.post(url, data | {"action-publish": "1"})
    assert offered(response, "topics") == {"Sleep (English)": True}
    data["topics"] = [topic.pk]
    assert set(admin_client.post(url, data | {"action-publish": "1"}).context["form"].errors) == {"summary"}


def test_one_language_has_one_list(admin_client, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    TopicFactory(name="Sleep")
    article = make_article(english())
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert offered(admin_client.get(url), "topics") == {"Sleep": False}


def test_the_listing_of_questions_is_filtered_by_topics_of_its_language(admin_client):
    TopicFactory(name="Sleep", slug="sleep")
    TopicFactory(name="Sueño", slug="sueno", locale=spanish())
    url = reverse("wagtailsnippets_clinic_pages_faqitem:list")
    assert set(offered(admin_client.get(url, {"locale": "es"}), "topics")) == {"Sueño"}
    assert set(offered(admin_client.get(url), "topics")) == {"Sleep"}
