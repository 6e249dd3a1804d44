"""What all page types share, and where each may stand."""

import pytest
from django.apps import apps
from wagtail.models import Page

from pages.contents import contents_of
from pages.models import (
    ArticleIndexPage,
    ArticlePage,
    ClinicIndexPage,
    ClinicPage,
    FaqPage,
    HomePage,
    RelatedArticle,
    StandardPage,
)
from pages.models.base import BasePage
from tests.pages.factories import FaqItemFactory, item, make_article

PAGE_TYPES = [model for model in apps.get_app_config("clinic_pages").get_models() if issubclass(model, Page)]
KNOWN = {HomePage, ArticleIndexPage, ArticlePage, ClinicIndexPage, ClinicPage, FaqPage, StandardPage}


def heading(text):
    return {"type": "heading", "value": {"text": text, "level": "2"}}


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_no_field_stands_twice_in_the_editor(model):
    queue, names = [model.get_edit_handler()], []
    while queue:
        panel = queue.pop()
        names += [panel.field_name] if hasattr(panel, "field_name") else []
        queue += getattr(panel, "children", [])
    assert {"title", "summary", "body", "slug"} <= set(names)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_page_type_has_the_shared_fields_and_tabs(model):
    assert issubclass(model, BasePage)
    names = {field.name for field in model.api_fields}
    assert {"summary", "hero_image", "toc", "body", "word_count", "reading_time_minutes"} <= names
    tabs = [str(tab.heading) for tab in model.edit_handler.children]
    assert (tabs[0], tabs[-2:]) == ("Content", ["Promotion", "Settings"])


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (Page, {HomePage}),
        (HomePage, {ArticleIndexPage, ClinicIndexPage, FaqPage, StandardPage}),
        (ArticleIndexPage, {ArticlePage}),
        (ArticlePage, set()),
        (ClinicIndexPage, {ClinicPage}),
        (FaqPage, set()),
        (StandardPage, {StandardPage}),
    ],
)
def test_each_page_type_stands_where_it_belongs(parent, children):
    assert KNOWN & set(parent.allowed_subpage_models()) == children


def test_every_page_type_can_stand_somewhere_on_a_site():
    reached, found = set(), {HomePage}
    while found:
        reached |= found
        found = {child for model in found for child in model.allowed_subpage_models()} - reached
    assert [model for model in PAGE_TYPES if model not in reached] == []


def test_a_site_has_one_index_of_each_kind(articles, clinics, home):
    assert not ArticleIndexPage.can_create_at(home)
    assert not ClinicIndexPage.can_create_at(home)
    assert FaqPage.can_create_at(home)


def test_the_contents_of_one_page_are_never_taken_for_those_of_another(articles):
    pages = [make_article(articles, body=[heading(f"Heading {number}")]).pk for number in range(20)]
    context = {}
    shown = [contents_of(ArticlePage.objects.get(pk=pk), context).streams["body"][0]["value"]["text"] for pk in pages]
    assert shown == [f"Heading {number}" for number in range(20)]


def test_headings_of_the_questions_come_before_those_of_the_body(get, home):
    section = {"type": "faq_section", "value": {"heading": "Costs", "items": [item(FaqItemFactory().pk)]}}
    page = FaqPage(title="Questions", slug="questions", sections=[section], body=[heading("Costs")])
    page.introduction = "<p>Read on.</p>"
    home.add_child(instance=page)
    answer = get(f"pages/{page.pk}/").json()
    assert answer["introduction"] == "<p>Read on.</p>"
    assert [entry["anchor"] for entry in answer["toc"]] == ["costs", "costs-2"]
    assert answer["sections"][0]["value"]["anchor"] == "costs"
    assert answer["body"][0]["value"]["anchor"] == "costs-2"
    assert len(answer["sections"][0]["value"]["items"]) == 1


def test_a_page_of_another_app_can_be_a_related_page(get, home, articles):
    other = home.add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    article = make_article(
        articles, body=[{"type": "related_pages", "value": {"heading": "More", "pages": [item(other.pk)]}}]
    )
    article.related_rows = [RelatedArticle(page=other)]
    article.save()
    answer = get(f"pages/{article.pk}/").json()
    assert [(card["title"], card["summary"], card["hero_image"]) for card in answer["related_pages"]] == [
        ("Elsewhere", "", None)
    ]
    assert answer["body"][0]["value"]["pages"] == answer["related_pages"]
