"""Every reference that a body can hold, asked for everything that a visitor may not see."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from pages.models import ArticleAuthor, HomePage, RelatedArticle
from tests.media.factories import DocumentFactory, ImageFactory
from tests.pages.factories import FaqItemFactory, PersonFactory, TopicFactory, item, make_article, make_clinic


def draft(obj):
    obj.live = False
    obj.save()


def unpublished(obj):
    obj.unpublish()


def expired(obj):
    obj.expire_at = timezone.now() - timedelta(minutes=1)
    obj.save()


def private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def below_private(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="x")


HIDE_PAGE = [draft, unpublished, expired, private, below_private]
HIDE_SNIPPET = [draft, unpublished, expired]


def shown(get):
    """The answers that could tell of a hidden object, as one text."""
    answers = [get("pages/find/", html_path="/"), get("site/"), get("pages/", fields="*")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    return " ".join(answer.content.decode() for answer in answers)


@pytest.mark.parametrize("hide", HIDE_PAGE)
@pytest.mark.parametrize("reference", ["link", "button", "cards"])
def test_a_hidden_article_is_told_by_no_block(get, home, articles, hide, reference):
    target = make_article(articles, title="Hidden title", slug="hidden-path")
    home.body = {
        "link": [{"type": "rich_text", "value": f'<p><a linktype="page" id="{target.pk}">x</a></p>'}],
        "button": [{"type": "call_to_action", "value": {"label": "x", "page": target.pk}}],
        "cards": [{"type": "related_pages", "value": {"heading": "x", "pages": [item(target.pk)]}}],
    }[reference]
    home.save()
    assert "hidden-path" in get("pages/find/", html_path="/").content.decode()
    hide(target)
    assert "hidden-path" not in shown(get)
    assert "Hidden title" not in shown(get)


@pytest.mark.parametrize("hide", HIDE_PAGE)
def test_a_hidden_clinic_is_told_by_no_block_and_no_endpoint(get, home, clinics, hide):
    clinic = make_clinic(clinics, title="Hidden title", slug="hidden-path")
    home.body = [{"type": "clinic_contact", "value": {"heading": "x", "clinic": clinic.pk, "details": ["telephone"]}}]
    home.save()
    assert "+19515550142" in get("pages/find/", html_path="/").content.decode()
    hide(clinic)
    text = shown(get)
    assert "+19515550142" not in text
    assert "Hidden title" not in text
    assert get("clinics/").json()["items"] == []
    assert get(f"clinics/{clinic.pk}/").status_code == 404


@pytest.mark.parametrize("hide", HIDE_SNIPPET)
def test_hidden_snippets_are_told_by_nothing(get, articles, hide):
    question, person, topic = (
        FaqItemFactory(question="Hidden?"),
        PersonFactory(name="Hidden"),
        TopicFactory(name="Hidden"),
    )
    section = {"heading": "x", "items": [item(question.pk)]}
    article = make_article(articles, body=[{"type": "faq_section", "value": section}])
    article.author_rows, article.topics = [ArticleAuthor(person=person)], [topic]
    article.save()
    paths = [f"pages/{article.pk}/", "faqs/", "people/", "topics/"]
    assert all("Hidden" in get(path).content.decode() for path in paths)
    for snippet in (question, person, topic):
        hide(snippet)
    assert not any("Hidden" in get(path).content.decode() for path in paths)


def test_files_of_private_collections_are_told_by_nothing(get, articles):
    image, document = ImageFactory(title="Hidden picture"), DocumentFactory(title="Hidden paper")
    article = make_article(
        articles,
        hero_image=image,
        body=[
            {"type": "image", "value": {"image": image.pk}},
            {"type": "document_download", "value": {"document": document.pk}},
            {"type": "rich_text", "value": f'<p><a linktype="document" id="{document.pk}">x</a></p>'},
        ],
    )
    assert get(f"pages/{article.pk}/").content.decode().count("Hidden") >= 4
    collection = Collection.get_first_root_node().add_child(name="Staff")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    for file in (image, document):
        file.collection = collection
        file.save()
    answer = get(f"pages/{article.pk}/")
    assert "Hidden" not in answer.content.decode()
    assert document.filename not in answer.content.decode()
    assert [block["value"] for block in answer.json()["body"]][2] == "<p>x</p>"


def test_an_alias_is_a_reference_like_its_source(get, home, articles):
    source = make_article(articles, title="Source", slug="source")
    alias = source.create_alias(parent=articles, update_slug="alias")
    article = make_article(articles)
    article.related_rows = [RelatedArticle(page=alias)]
    article.save()
    assert get(f"pages/{article.pk}/").json()["related_pages"][0]["meta"]["html_path"] == "/articles/alias/"
    draft(source)
    alias.refresh_from_db()
    assert get(f"pages/{alias.pk}/").json()["meta"]["alias_of"] is None


def test_a_page_of_another_site_is_linked_by_its_whole_address(get, home, articles):
    root = home.get_parent().add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=root)
    button = {"type": "call_to_action", "value": {"label": "x", "page": root.pk}}
    article = make_article(articles, body=[button])
    value = get(f"pages/{article.pk}/").json()["body"][0]["value"]
    assert value["href"] == "http://other.example/"
    assert get(f"pages/{root.pk}/").status_code == 404
