import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from freezegun import freeze_time

from pages.models import ArticleAuthor, ArticlePage, Citation, RelatedArticle
from tests.media.factories import ImageFactory
from tests.pages.factories import SUMMARY, PersonFactory, TopicFactory, make_article

TODAY = datetime.date(2026, 6, 15)


def errors(**fields):
    article = ArticlePage(**{"title": "T", "slug": "t", "summary": SUMMARY, "path": "x", "depth": 3, **fields})
    try:
        article.full_clean(exclude=["path", "depth", "content_type", "locale", "translation_key"])
    except ValidationError as error:
        return {name: " ".join(messages) for name, messages in error.message_dict.items()}
    return {}


@pytest.mark.django_db
@freeze_time(TODAY)
class TestRules:
    def test_a_title_is_at_most_110_characters_long(self):
        assert errors(title="x" * 110) == {}
        assert "111 characters" in errors(title="x" * 111)["title"]

    @pytest.mark.parametrize(("length", "is_right"), [(49, False), (50, True), (300, True), (301, False)])
    def test_a_summary_has_50_to_300_characters(self, length, is_right):
        assert ("summary" not in errors(summary="x" * length)) is is_right

    def test_a_summary_is_needed(self):
        assert "summary" in errors(summary="")

    def test_a_review_lies_not_in_the_future(self):
        assert errors(last_reviewed=TODAY) == {}
        assert "future" in errors(last_reviewed=TODAY + datetime.timedelta(1))["last_reviewed"]

    @pytest.mark.parametrize(
        ("due", "is_right"), [("2026-06-15", False), ("2026-06-16", True), ("2029-06-15", True), ("2029-06-16", False)]
    )
    def test_the_next_review_is_due_within_36_months(self, due, is_right):
        found = errors(last_reviewed=TODAY, next_review_due=datetime.date.fromisoformat(due))
        assert ("next_review_due" not in found) is is_right

    def test_a_review_on_a_leap_day_is_due_by_the_end_of_february(self):
        leap_day = datetime.date(2024, 2, 29)
        assert errors(last_reviewed=leap_day, next_review_due=datetime.date(2027, 2, 28)) == {}

    def test_a_reviewer_reviewed_on_a_day(self):
        assert "last_reviewed" in errors(medical_reviewer=PersonFactory())
        assert "last_reviewed" in errors(next_review_due=TODAY)

    def test_the_database_refuses_what_the_form_would(self, articles):
        article = ArticlePage.objects.filter(pk=make_article(articles).pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            article.update(last_reviewed=TODAY, next_review_due=TODAY)


class TestCitation:
    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("10.1056/NEJMra1511480", "10.1056/NEJMra1511480"),
            ("https://doi.org/10.1056/NEJMra1511480", "10.1056/NEJMra1511480"),
            ("doi:10.1056/NEJMra1511480", "10.1056/NEJMra1511480"),
        ],
    )
    def test_a_doi_is_stored_bare(self, typed, stored):
        citation = Citation(title="T", doi=typed)
        citation.clean()
        assert citation.doi == stored
        assert citation.get_api_representation()["doi_url"] == f"https://doi.org/{stored}"

    @pytest.mark.parametrize(
        "fields", [{"doi": "11.1/x"}, {"doi": "no"}, {"pmid": "PMC"}, {"pmid": "12a"}, {"year": 2200}, {}]
    )
    def test_what_cannot_be_found_is_refused(self, fields):
        with pytest.raises(ValidationError):
            Citation(title="T", **fields).clean()

    def test_a_pubmed_number_leads_to_the_paper(self):
        citation = Citation(title="T", pmid="26816013")
        citation.clean()
        assert citation.get_api_representation()["pmid_url"] == "https://pubmed.ncbi.nlm.nih.gov/26816013/"


class TestAnswer:
    @pytest.fixture
    def article(self, articles):
        article = make_article(
            articles,
            title="What is addiction?",
            slug="what-is-addiction",
            medical_reviewer=PersonFactory(name="Mara Ellison", honorific_suffix="MD"),
            last_reviewed=TODAY,
            next_review_due=TODAY + datetime.timedelta(365),
            hero_image=ImageFactory(),
        )
        article.author_rows = [
            ArticleAuthor(person=PersonFactory(name=name), sort_order=i) for i, name in enumerate("BA")
        ]
        article.related_rows = [RelatedArticle(page=make_article(articles, title=title)) for title in ("One", "Two")]
        article.citations = [Citation(title="Source", year=2020, doi="10.1056/NEJMra1511480")]
        article.topics = [TopicFactory(name="Sleep", slug="sleep")]
        article.save()
        return article

    def test_all_that_a_reader_needs_is_in_one_answer(self, get, article):
        answer = get("pages/find/", html_path="/articles/what-is-addiction/").json()
        assert [author["name"] for author in answer["authors"]] == ["B", "A"]
        assert answer["medical_reviewer"]["name"] == "Mara Ellison"
        assert (answer["last_reviewed"], answer["next_review_due"]) == ("2026-06-15", "2027-06-15")
        assert answer["topics"][0]["slug"] == "sleep"
        assert answer["citations"][0]["doi"] == "10.1056/NEJMra1511480"
        assert [page["title"] for page in answer["related_pages"]] == ["One", "Two"]
        assert answer["hero_image"]["width"] == article.hero_image.width
        assert answer["meta"]["breadcrumbs"] == [{"title": "Articles", "html_path": "/articles/"}]

    def test_the_head_of_the_page_has_values_for_everything(self, get, article):
        seo = get(f"pages/{article.pk}/").json()["meta"]["seo"]
        assert seo["title"] == "What is addiction?"
        assert seo["description"] == SUMMARY
        assert seo["canonical_url"] == "http://www.clinic.example/articles/what-is-addiction/"
        assert seo["robots"] == "index,follow,max-image-preview:large"
        assert seo["image"]["id"] == article.hero_image_id

    def test_what_staff_entered_for_search_engines_comes_first(self, get, articles):
        article = make_article(
            articles,
            seo_title="S",
            search_description="D",
            canonical_url="https://first.example/",
            no_index=True,
            social_image=ImageFactory(),
        )
        seo = get(f"pages/{article.pk}/").json()["meta"]["seo"]
        assert (seo["title"], seo["description"]) == ("S", "D")
        assert (seo["canonical_url"], seo["robots"]) == ("https://first.example/", "noindex,follow")
        assert seo["image"]["id"] == article.social_image_id

    def test_hidden_people_and_pages_are_left_out(self, get, article):
        article.medical_reviewer.unpublish()
        article.author_rows.first().person.unpublish()
        article.related_rows.first().page.unpublish()
        article.topics.first().unpublish()
        answer = get(f"pages/{article.pk}/").json()
        assert answer["medical_reviewer"] is None
        assert [author["name"] for author in answer["authors"]] == ["A"]
        assert [page["title"] for page in answer["related_pages"]] == ["Two"]
        assert answer["topics"] == []

    def test_parts_of_objects_can_be_chosen(self, get, article):
        listing = get(
            "pages/", type="clinic_pages.ArticlePage", slug=article.slug, fields="hero_image(url,width),authors(name)"
        )
        item = listing.json()["items"][0]
        assert set(item["hero_image"]) == {"id", "meta", "url", "width"}
        assert item["authors"][0]["name"] == "B"
        assert "biography" not in item["authors"][0]
