"""The head of a page: ``meta.seo``."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction, Site

from api.snapshots.bypass import store_bypassed
from pages.models import ArticleAuthor, ArticleIndexPage, ArticlePage, OrganisationSettings, SocialProfile
from pages.seo.open_graph import locale_of
from pages.seo.x_card import handle_of
from tests.kept import kept
from tests.media.factories import ImageFactory
from tests.pages.factories import PersonFactory, TopicFactory, make_article

ENGLISH, SPANISH = "http://www.clinic.example/articles/sleep/", "http://www.clinic.example/es/articles/sleep/"
BOTH = [
    {"hreflang": "en", "href": ENGLISH},
    {"hreflang": "es", "href": SPANISH},
    {"hreflang": "x-default", "href": ENGLISH},
]


@pytest.fixture
def spanish():
    return Locale.objects.get_or_create(language_code="es")[0]


@kept
def article(articles):
    return make_article(articles, title="Sleep", slug="sleep")


@pytest.fixture
def translation(article, articles, home, spanish):
    """The article in Spanish, with its parents, all published."""
    for page in (home, articles, article):
        translated = page.copy_for_translation(spanish)
        translated.slug = page.slug if page.depth > 2 else translated.slug
        translated.save_revision().publish()
    return ArticlePage.objects.get(pk=translated.pk)


@pytest.fixture
def seo(get):
    return lambda page, **query: get(f"pages/{page.pk}/", **query).json()["meta"]["seo"]


def test_a_page_in_one_language_has_no_alternates(seo, article):
    assert seo(article)["alternates"] == []
    assert seo(article)["open_graph"]["locale_alternate"] == []


def test_pages_name_each_other_in_all_languages_and_the_site_s_own_as_default(seo, article, translation):
    assert seo(article)["alternates"] == seo(translation)["alternates"] == BOTH
    assert seo(article)["open_graph"]["locale_alternate"] == ["es_ES"]
    assert seo(translation)["open_graph"]["locale"] == "es_ES"


def test_languages_on_sites_of_their_own_agree_on_the_default(seo, article, translation):
    spanish_home = translation.get_ancestors().get(depth=2)
    Site.objects.create(hostname="es.clinic.example", root_page=spanish_home)
    there = f"http://es.clinic.example{SPANISH.removeprefix('http://www.clinic.example/es')}"
    expected = [BOTH[0], {"hreflang": "es", "href": there}, BOTH[2]]
    assert seo(article)["alternates"] == expected
    assert seo(translation, site="es.clinic.example")["alternates"] == expected


def test_a_translation_outside_of_every_site_is_not_named(seo, article, translation, spanish):
    away = Page.get_first_root_node().add_child(instance=Page(title="Away", slug="away", locale=spanish))
    translation.move(away, pos="last-child")
    assert seo(article)["alternates"] == []
    assert seo(article)["open_graph"]["locale_alternate"] == []


def test_a_translation_is_named_only_while_visitors_may_see_it(seo, article, translation):
    translation.unpublish()
    assert seo(article)["alternates"] == []
    ArticlePage.objects.get(pk=translation.pk).save_revision().publish()
    assert seo(article)["alternates"] == BOTH
    restriction = PageViewRestriction.objects.create(page=translation.get_parent(), restriction_type="login")
    assert seo(article)["alternates"] == []
    restriction.delete()
    assert seo(article)["alternates"] == BOTH


@pytest.mark.parametrize("change", [{"no_index": True}, {"canonical_url": "https://first.example/"}])
def test_a_translation_that_search_engines_should_skip_is_not_named(seo, article, translation, change):
    for name, value in change.items():
        setattr(translation, name, value)
    translation.save()
    assert seo(article)["alternates"] == []
    assert seo(translation)["alternates"] == []


@pytest.mark.parametrize("url", [ENGLISH, ENGLISH.rstrip("/")])
def test_a_page_that_names_itself_as_the_original_is_no_copy(article, url):
    article.canonical_url = url
    article.full_clean()
    assert article.canonical_url == ""


def test_another_original_stays_and_has_to_be_on_the_web(article):
    article.canonical_url = "https://first.example/sleep/"
    article.full_clean()
    assert article.canonical_url == "https://first.example/sleep/"
    for url in ("ftp://first.example/sleep/", "http://[first.example/"):
        article.canonical_url = url
        with pytest.raises(ValidationError) as refusal:
            article.full_clean()
        assert list(refusal.value.message_dict) == ["canonical_url"]


def test_an_alias_says_that_its_text_belongs_to_the_original(seo, article):
    alias = article.create_alias(update_slug="sleep-again")
    assert seo(alias)["canonical_url"] == seo(article)["canonical_url"] == ENGLISH
    restriction = PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert seo(alias)["canonical_url"] == "http://www.clinic.example/articles/sleep-again/"
    restriction.delete()
    assert seo(alias)["canonical_url"] == ENGLISH


def test_an_article_is_shared_with_all_that_networks_show(seo, article):
    organisation = OrganisationSettings.for_site(Site.objects.get())
    organisation.name = "Juniper"
    organisation.social_profiles = [SocialProfile(network="X", url="https://x.com/juniper")]
    organisation.save()
    article.hero_image = ImageFactory(file__width=1600, file__height=1200, alt_text="A quiet room")
    article.author_rows = [ArticleAuthor(person=PersonFactory(name="Robin"))]
    article.topics = [TopicFactory(name="Sleep")]
    article.save()
    article.save_revision().publish()
    head = seo(article)
    image = head["open_graph"].pop("image")
    published = head["open_graph"]["article"].pop("published_time")
    modified = head["open_graph"]["article"].pop("modified_time")
    assert published.endswith("Z")
    assert modified.endswith("Z")
    assert head["open_graph"] == {
        "type": "article",
        "title": "Sleep",
        "description": article.summary,
        "url": ENGLISH,
        "site_name": "Juniper",
        "locale": "en_US",
        "locale_alternate": [],
        "article": {"authors": ["Robin"], "section": "Sleep", "tags": ["Sleep"]},
    }
    assert (image["width"], image["height"], image["type"], image["alt"]) == (1200, 630, "image/jpeg", "A quiet room")
    assert head["twitter"] == {
        "card": "summary_large_image",
        "site": "@juniper",
        "title": "Sleep",
        "description": article.summary,
        "image": image["url"],
        "image_alt": "A quiet room",
    }


def test_a_page_without_a_picture_has_a_small_card(seo, home):
    head = seo(home)
    assert (head["open_graph"]["type"], head["open_graph"]["image"], head["open_graph"]["article"]) == (
        "website",
        None,
        None,
    )
    assert (head["twitter"]["card"], head["twitter"]["image"], head["twitter"]["site"]) == ("summary", None, None)


@pytest.mark.parametrize(
    ("url", "handle"),
    [
        ("https://x.com/juniper", "@juniper"),
        ("https://twitter.com/@juniper/?lang=en", "@juniper"),
        ("https://www.x.com/juniper", "@juniper"),
        ("https://x.com/share", None),
        ("https://x.com/", None),
        ("https://x.com.example/juniper", None),
        ("https://example.com/x.com/juniper", None),
        ("https://x.com/juniper/status/1", None),
    ],
)
def test_a_profile_on_x_is_known_by_its_address(url, handle):
    assert handle_of(url) == handle


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("en", "en_US"),
        ("es", "es_ES"),
        ("es-mx", "es_MX"),
        ("pt-br", "pt_BR"),
        ("zh-hant", "zh_TW"),
        ("xx-yy", "xx_yy"),
    ],
)
def test_languages_are_written_as_open_graph_wants_them(code, locale):
    assert locale_of(code) == locale


def test_heads_in_a_listing_cost_no_query_for_each_page(get, articles, spanish, translation):
    def ask():
        with store_bypassed(), CaptureQueriesContext(connection) as queries:
            answer = get("pages/", type="clinic_pages.ArticlePage", fields="seo", limit=50, child_of=articles.pk)
        assert answer.status_code == 200
        return len(answer.json()["items"]), len(queries)

    def add(count):
        for _ in range(count):
            page = make_article(ArticleIndexPage.objects.get(pk=articles.pk), hero_image=ImageFactory())
            page.copy_for_translation(spanish).save_revision().publish()
            ArticlePage.objects.get(pk=page.pk).create_alias(update_slug=f"{page.slug}-alias")

    ask()
    add(2)
    few, queries = ask()
    add(2)
    many, same = ask()
    assert many > few
    assert same == queries
