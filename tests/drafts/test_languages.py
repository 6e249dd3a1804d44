"""What is chosen in another language than the page's own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pages.drafts.languages import language_warnings
from pages.models import ArticleAuthor, ArticleIndexPage, ArticlePage, RelatedArticle
from tests.kept import kept
from tests.pages.clinic_factories import (
    ClinicPageFactory,
    FaqItemFactory,
    PersonFactory,
    TopicFactory,
    english,
    home_page,
    spanish,
)
from tests.pages.factories import SUMMARY, item

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _languages(settings):
    settings.WAGTAIL_I18N_ENABLED = True
    english()


@kept
def article():
    """In Spanish, with a topic in Spanish."""
    index = home_page().add_child(instance=ArticleIndexPage(title="Artículos", slug="articulos", locale=spanish()))
    article = ArticlePage(title="Dormir", slug="dormir", summary=SUMMARY, locale=spanish(), live=False)
    article.topics = [TopicFactory(locale=spanish(), name="Sueño")]
    return index.add_child(instance=article)


def choose(article, kind, chosen):
    if kind == "topics":
        article.topics = [chosen]
    elif kind == "author_rows":
        article.author_rows = [ArticleAuthor(person=chosen)]
    elif kind == "related_rows":
        article.related_rows = [RelatedArticle(page=chosen)]
    elif kind == "body":
        section = {"heading": "Preguntas", "items": [item(chosen.pk)]}
        article.body = article.body.stream_block.to_python([{"type": "faq_section", "value": section}])
    else:
        setattr(article, kind, chosen)


SNIPPETS = {"topics": TopicFactory, "author_rows": PersonFactory, "body": FaqItemFactory}
KINDS = {**SNIPPETS, "related_rows": ClinicPageFactory}


@pytest.mark.parametrize("kind", SNIPPETS)
def test_what_has_a_translation_is_refused_with_its_name(article, kind):
    chosen = SNIPPETS[kind]()
    own = translated(chosen)
    choose(article, kind, chosen)
    article.save_revision()
    with pytest.raises(ValidationError) as refusal:
        article.latest_revision.publish()
    [sentence] = refusal.value.message_dict[kind]
    assert f"“{chosen}” is written in another language (English). Choose its translation, “{own}”." in sentence


def translated(snippet):
    own = snippet.copy_for_translation(spanish())
    own.live = True
    own.save()
    return own


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_in_another_language_only_goes_live_with_a_warning(article, kind):
    chosen = KINDS[kind]()
    choose(article, kind, chosen)
    article.save_revision()
    draft = article.get_latest_revision_as_object()
    [warning] = language_warnings(draft)
    assert warning.endswith(f": there is no translation of “{chosen}” into this language. Visitors see it in English.")
    article.latest_revision.publish()


def test_a_translation_that_is_a_draft_is_not_to_be_chosen_yet(article):
    chosen = TopicFactory()
    chosen.copy_for_translation(spanish())
    choose(article, "topics", chosen)
    assert len(language_warnings(article)) == 1


def test_the_editor_warns_after_a_draft_was_saved(admin_client, article):
    choose(article, "medical_reviewer", PersonFactory(name="Mara Ellison", may_review=True))
    article.save_revision()
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name not in ("body", "topics")}
    data |= {"topics": [article.topics.get().pk], "body-count": "0"}
    for relation in form.formsets:
        data |= {f"{relation}-TOTAL_FORMS": "0", f"{relation}-INITIAL_FORMS": "0"}
    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), data, follow=True)
    assert "Medical reviewer: there is no translation of “Mara Ellison" in answer.content.decode()


def test_one_language_is_never_warned_of(article, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    choose(article, "topics", TopicFactory())
    assert language_warnings(article) == []


def test_a_page_that_has_a_translation_is_shown_in_it(article, client):
    clinic = ClinicPageFactory()
    own = clinic.copy_for_translation(spanish(), copy_parents=True)
    own.title = "Clínica"
    own.save_revision().publish()
    choose(article, "related_rows", clinic)
    assert language_warnings(article) == []
    article.save_revision().publish()
    answer = client.get(f"/api/v2/pages/{article.pk}/").json()
    assert [page["title"] for page in answer["related_pages"]] == ["Clínica"]
