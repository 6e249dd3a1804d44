"""Before something goes, staff see which live pages, menus and snippets lead there."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupPagePermission, Locale, Page, PageViewRestriction, Site

from pages.models import ArticlePage, HomePage, Menu, NotFoundText, OrganisationSettings, RelatedArticle, Service, Topic
from pages.usage import texts
from pages.usage.addresses import searched_models, typed_links_to
from pages.usage.linking import live_links_to
from pages.usage.relations import relations_to
from pages.usage.texts import live_with_words
from tests.kept import kept
from tests.media.factories import ImageFactory
from tests.pages.factories import FaqItemFactory, PersonFactory, TopicFactory, make_article, make_clinic, rich_text_body


def text(page):
    return [{"id": "block-1", "type": "rich_text", "value": f'<p><a linktype="page" id="{page.pk}">x</a></p>'}]


def to_page(page, children=()):
    return {"id": f"link-{page.pk}", "type": "page", "value": {"page": page.pk, "children": list(children)}}


def warning(response):
    """The warning of a page of the admin: its words, and its links by their words."""
    assert response.status_code == 200
    (found,) = BeautifulSoup(response.content, "html.parser").select("[data-links-here]")
    words = " ".join(found.get_text().split())
    return words, {link.get_text(): link["href"] for link in found.find_all("a")}


@kept
def article(articles):
    return make_article(articles, title="Sleep", slug="sleep")


@pytest.fixture
def links(article, articles):
    """Everything that can lead to the article, and a draft that does."""
    make_article(articles, title="In the text", body=text(article))
    related = make_article(articles, title="Related")
    related.related_rows = [RelatedArticle(page=article)]
    related.save()
    make_article(articles, title="Not yet live", body=text(article), live=False)
    FaqItemFactory(question="Where to read on?", answer=text(article)[0]["value"])
    FaqItemFactory(question="A draft?", answer=text(article)[0]["value"], live=False)
    menu = Menu(site=Site.objects.get(), slug="header", title="Main menu")
    menu.items = [to_page(articles, [to_page(article)])]
    menu.save()
    article.create_alias(update_slug="alias")


PAGE_VIEWS = ["wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete"]


@pytest.mark.parametrize("view", PAGE_VIEWS)
def test_pages_menus_and_snippets_that_lead_to_a_page_are_named(admin_client, article, links, view):
    words, addresses = warning(admin_client.get(reverse(view, args=[article.pk])))
    assert "4 live pages, menus or snippets link here" in words
    assert set(addresses) >= {"In the text", "Related", "Main menu", "Where to read on?"}
    assert "Not yet live" not in words
    assert "A draft?" not in words
    assert "In the text (article): Body → Text" in words
    source = Page.objects.get(title="In the text")
    assert addresses["In the text"] == reverse("wagtailadmin_pages:edit", args=[source.pk])
    assert addresses["Body → Text"].endswith("/edit/#:w:contentpath=body.block-1")
    assert "Main menu (menu): Links → Page" in words


def privacy_dialog(client, page):
    response = client.get(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]))
    return BeautifulSoup(response.json()["html"], "html.parser")


def test_what_leads_to_a_page_is_named_before_it_becomes_private(admin_client, article, links):
    dialog = privacy_dialog(admin_client, article)
    assert dialog.select("form [name=restriction_type]")
    (found,) = dialog.select("[data-links-here]")
    words = " ".join(found.get_text().split())
    assert "4 live pages, menus or snippets link here" in words
    assert "In the text (article): Body → Text" in words


def test_of_a_private_page_nothing_is_said(admin_client, article, articles, links):
    PageViewRestriction.objects.create(page=articles, restriction_type="login")
    for page in (articles, article):
        assert not privacy_dialog(admin_client, page).select("[data-links-here]")


def test_the_privacy_of_a_collection_is_what_it_was(admin_client):
    collection = Collection.get_first_root_node().add_child(name="Photos")
    response = admin_client.get(reverse("wagtailadmin_collections:set_privacy", args=[collection.pk]))
    html = response.json()["html"]
    assert "restriction_type" in html
    assert "data-links-here" not in html


def delete_view(text):
    return reverse(f"wagtailsnippets_clinic_pages_{text._meta.model_name}:delete", args=[text.pk])


def test_a_menu_says_where_it_is_shown_before_it_goes(admin_client, home, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    menu = Menu.objects.create(site=Site.objects.get(), slug="header", title="Main menu")
    where = "Shown on every page of www.clinic.example."
    assert warning(admin_client.get(delete_view(menu)))[0] == where
    url = reverse("wagtail_bulk_action", args=["clinic_pages", "menu", "delete"])
    assert warning(admin_client.get(url, {"id": menu.pk}))[0] == where


def test_a_text_for_missing_pages_says_where_it_is_shown_before_it_goes(admin_client, home, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    site, spanish = Site.objects.get(), Locale.objects.create(language_code="es")
    where = "Shown at every URL of www.clinic.example where nothing is found."
    text = NotFoundText.objects.create(site=site, title="We could not find this page")
    others = "Languages without one of their own show it too."
    assert warning(admin_client.get(delete_view(text)))[0] == f"{where} It is for pages in English. {others}"
    text = NotFoundText.objects.create(site=site, title="No encontramos esta página", locale=spanish)
    assert warning(admin_client.get(delete_view(text)))[0] == f"{where} It is for pages in Spanish."


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_bulk_actions_name_them_for_each_page(admin_client, article, links, articles, action):
    other = make_article(articles, title="Alone")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    response = admin_client.get(url, {"id": [article.pk, other.pk]})
    found = BeautifulSoup(response.content, "html.parser").select("[data-links-here]")
    assert len(found) == 2
    assert any("4 live pages, menus or snippets link here" in " ".join(element.get_text().split()) for element in found)
    assert any("No live page, menu or snippet" in element.get_text() for element in found)


def test_what_wagtail_says_itself_is_still_there(admin_client, article, links):
    html = admin_client.get(reverse("wagtailadmin_pages:delete", args=[article.pk])).content.decode()
    assert "This article is referenced" in html
    assert reverse("wagtailadmin_pages:usage", args=[article.pk]) in html


def test_a_page_that_nothing_leads_to_says_so(admin_client, article):
    words, addresses = warning(admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])))
    assert (words, addresses) == ("No live page, menu or snippet refers to it.", {})


def test_links_to_pages_below_count_and_links_among_them_do_not(admin_client, articles, article, home):
    make_article(articles, title="Sibling", body=text(article))
    clinic = make_clinic(home, title="Elsewhere", body=text(article))
    links = live_links_to(articles, get_user_model().objects.get())
    assert [link.title for link in links.shown] == [str(clinic.title)]


def test_who_may_not_edit_a_page_does_not_read_its_title(client, article, articles, home):
    make_article(home, title="A private plan", body=text(article))
    group = Group.objects.create(name="Article editors")
    user = get_user_model().objects.create_user("editor", "e@clinic.example", "x")
    user.groups.add(group)
    for permission in ("publish_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=articles, permission_type=permission.removesuffix("_page"))
    (link,) = live_links_to(article, user).shown
    assert (link.title, link.url, link.places[0].url) == ("(you cannot edit this)", None, None)


def test_pages_that_show_an_image_are_named_before_it_is_deleted(admin_client, articles):
    image = ImageFactory()
    make_article(articles, title="With a picture", hero_image=image)
    words, _addresses = warning(admin_client.get(reverse("wagtailimages:delete", args=[image.pk])))
    assert "With a picture (article): Main image" in words
    url = reverse("wagtail_bulk_action", args=["clinic_media", "clinicimage", "delete"])
    assert "With a picture" in warning(admin_client.get(url, {"id": image.pk}))[0]


def test_pages_that_show_a_snippet_are_named_before_it_goes(admin_client, articles):
    person = PersonFactory()
    article = make_article(articles, title="Reviewed", medical_reviewer=person, last_reviewed="2026-01-01")
    for name in ("unpublish", "delete"):
        response = admin_client.get(reverse(f"wagtailsnippets_clinic_pages_person:{name}", args=[person.pk]))
        assert "Reviewed (article): Medical reviewer" in warning(response)[0]
    article.unpublish()
    assert "No live page" in warning(response.client.get(response.request["PATH_INFO"]))[0]


TOPIC_VIEWS = ["unpublish", "delete"]


@pytest.fixture
def topic(articles):
    """A topic of an article and of a question, and of drafts."""
    topic = TopicFactory(name="Sleep")
    make_article(articles, title="Sleeping well", topics=[topic])
    make_article(articles, title="Not yet live", topics=[topic], live=False)
    FaqItemFactory(question="How long?", topics=[topic])
    FaqItemFactory(question="A draft?", topics=[topic], live=False)
    return topic


@pytest.mark.parametrize("view", TOPIC_VIEWS)
def test_what_is_filed_under_a_topic_is_named_before_it_goes(admin_client, topic, view):
    url = reverse(f"wagtailsnippets_clinic_pages_topic:{view}", args=[topic.pk])
    words, addresses = warning(admin_client.get(url))
    assert "2 live pages, menus or snippets" in words
    assert "Sleeping well (article): Topics How long? (question and answer): Topics" in words
    page = Page.objects.get(title="Sleeping well")
    assert addresses["Sleeping well"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert addresses["Topics"].endswith("/#:w:contentpath=topics")


def test_topics_that_are_deleted_together_are_named_each_with_what_is_filed_under_it(admin_client, topic):
    url = reverse("wagtail_bulk_action", args=["clinic_pages", "topic", "delete"])
    response = admin_client.get(url, {"id": [topic.pk, TopicFactory().pk]})
    found = BeautifulSoup(response.content, "html.parser").select("[data-links-here]")
    words = sorted(" ".join(element.get_text().split()) for element in found)
    assert "Sleeping well (article): Topics" in words[0]
    assert words[1:] == ["No live page, menu or snippet refers to it."]


@pytest.mark.parametrize("view", TOPIC_VIEWS)
def test_articles_that_have_no_other_topic_are_counted_before_it_goes(admin_client, topic, articles, view):
    make_article(articles, title="With a draft", topics=[topic, TopicFactory(live=False)])
    make_article(articles, title="With another", topics=[topic, TopicFactory()])
    url = reverse(f"wagtailsnippets_clinic_pages_topic:{view}", args=[topic.pk])
    words, _addresses = warning(admin_client.get(url))
    assert "2 of them have no other topic that visitors can see, and cannot be published again without one." in words
    Page.objects.get(title="With a draft").unpublish()
    assert "1 of them has no other topic that visitors can see" in warning(admin_client.get(url))[0]


def test_topics_that_go_together_are_no_others_of_each_other(admin_client, articles):
    topics = [TopicFactory(), TopicFactory()]
    make_article(articles, topics=topics)
    url = reverse("wagtail_bulk_action", args=["clinic_pages", "topic", "delete"])
    assert admin_client.get(url, {"id": topics[0].pk}).content.decode().count("no other topic") == 0
    response = admin_client.get(url, {"id": [topic.pk for topic in topics]})
    assert response.content.decode().count("1 of them has no other topic") == 2


def test_clinics_that_offer_a_service_are_named_before_it_goes(admin_client, clinics):
    service = Service.objects.create(name="Detox", slug="detox")
    make_clinic(clinics, title="Riverside", services=[service])
    url = reverse("wagtailsnippets_clinic_pages_service:unpublish", args=[service.pk])
    assert "Riverside (clinic): Services" in warning(admin_client.get(url))[0]


def test_relations_to_many_are_counted_by_few_queries(admin_client, articles):
    user, topic = get_user_model().objects.get(), TopicFactory()

    def more():
        for _ in range(15):
            make_article(articles, topics=[topic])
            FaqItemFactory(topics=[topic])

    more()
    live_links_to(topic, user)
    with CaptureQueriesContext(connection) as few:
        assert live_links_to(topic, user).count == 30
    more()
    with CaptureQueriesContext(connection) as many:
        links = live_links_to(topic, user)
    assert (len(links.shown), links.more) == (20, 40)
    assert len(many) <= len(few) + 1


def test_every_relation_to_many_of_content_is_known():
    """Those that Wagtail's reference index leaves out; a relation through rows it knows itself."""
    assert {str(relation.field) for relation in relations_to(Topic)} == {
        "clinic_pages.ArticlePage.topics",
        "clinic_pages.FaqItem.topics",
    }
    assert {str(relation.field) for relation in relations_to(Service)} == {"clinic_pages.ClinicPage.services"}
    assert relations_to(Page) == ()


def test_settings_that_name_a_clinic_are_named(admin_client, clinics):
    clinic = make_clinic(clinics)
    settings = OrganisationSettings.for_site(Site.objects.get())
    settings.default_clinic = clinic
    settings.save()
    words, _addresses = warning(admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[clinic.pk])))
    assert "organisation" in words
    assert "Default clinic" in words


def test_redirects_are_named(admin_client, article):
    Redirect.objects.create(old_path="/old", redirect_page=article)
    assert "/old (redirect)" in warning(admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])))[0]


@pytest.fixture
def frontend(settings):
    """The website has an address of its own."""
    settings.CLINIC_FRONTEND_URL_RESOLVER = "pages.frontend.frontend_url"
    settings.CLINIC_FRONTEND_BASE_URL = "https://www.example.org"


SEARCHED_MODELS = {
    "ArticleIndexPage",
    "ArticlePage",
    "ClinicIndexPage",
    "ClinicPage",
    "FaqItem",
    "FaqPage",
    "HomePage",
    "Menu",
    "NotFoundText",
    "OrganisationSettings",
    "Redirect",
    "StandardPage",
}


def test_all_that_staff_write_links_in_is_searched():
    assert {model.__name__ for model in searched_models()} >= SEARCHED_MODELS


def typed(url):
    return rich_text_body(f'<p><a href="{url}">x</a></p>')


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/articles/sleep/",
        "http://WWW.EXAMPLE.ORG/articles/sleep?utm_source=letter#why",
        "https://www.clinic.example/articles/sleep/",
        "/articles/sleep/",
        "/articles/sleep#why",
    ],
)
def test_addresses_typed_in_a_text_are_named(admin_client, frontend, article, articles, url):
    make_article(articles, title="By address", body=typed(url))
    words, addresses = warning(admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])))
    assert "1 live page, menu or snippet" in words
    assert "By address (article): Body → Text" in words
    body = ArticlePage.objects.get(title="By address").body
    assert addresses["Body → Text"].endswith(f"/edit/#:w:contentpath=body.{body[0].id}")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/articles/sleeping/",
        "https://elsewhere.example/articles/sleep/",
        "//elsewhere.example/articles/sleep/",
        "https://[www.example.org/articles/sleep/",
        "mailto:articles@sleep.example",
    ],
)
def test_addresses_that_lead_elsewhere_are_not(admin_client, frontend, article, articles, url):
    make_article(articles, title="By address", body=typed(url))
    words, _addresses = warning(admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])))
    assert words == "No live page, menu or snippet refers to it."


def test_addresses_typed_in_buttons_answers_menus_and_redirects_are_named(admin_client, frontend, article, articles):
    url = "https://www.example.org/articles/sleep/"
    button = {"label": "Read on", "page": None, "url": url, "phone": "", "email": ""}
    make_article(articles, title="A button", body=[{"id": "b", "type": "call_to_action", "value": button}])
    make_article(articles, title="A copy", canonical_url=url)
    FaqItemFactory(question="Where?", answer=f'<p><a href="{url}">x</a></p>')
    link = {"id": "l", "type": "link", "value": {"label": "Sleep", "url": "/articles/sleep/", "open_in_new_tab": False}}
    Menu.objects.create(site=Site.objects.get(), slug="header", title="Main menu", items=[link])
    Redirect.objects.create(old_path="/old", redirect_link=url)
    words, addresses = warning(admin_client.get(reverse("wagtailadmin_pages:delete", args=[article.pk])))
    assert "A button (article): Body → Call to action" in words
    assert addresses["Body → Call to action"].endswith("#:w:contentpath=body.b.url")
    assert "A copy (article): Canonical URL" in words
    assert "Where? (question and answer): Answer" in words
    assert "Main menu (menu): Links → Address" in words
    assert "/old (redirect): " in words


def test_an_address_is_read_on_the_site_where_it_stands(admin_client, article, articles):
    other = articles.get_parent().add_sibling(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    other.add_child(instance=HomePage(title="Elsewhere", slug="elsewhere", body=typed("/articles/sleep/")))
    words, _addresses = warning(admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])))
    assert words == "No live page, menu or snippet refers to it."


def test_typed_addresses_of_pages_below_count_and_those_in_drafts_and_among_them_do_not(
    admin_client, articles, article, home
):
    make_article(articles, title="Sibling", body=typed("/articles/sleep/"))
    make_article(home, title="A draft", body=typed("/articles/sleep/"), live=False)
    make_article(home, title="Elsewhere", body=typed("/articles/sleep/"))
    words, _addresses = warning(admin_client.get(reverse("wagtailadmin_pages:delete", args=[articles.pk])))
    assert "1 live page, menu or snippet" in words
    assert "Elsewhere (article): Body → Text" in words


def test_a_typed_address_in_any_spelling_is_named(admin_client, articles):
    article = make_article(articles, title="Sueño", slug="sueño")
    make_article(articles, title="As it is", body=typed("/articles/sueño/"))
    make_article(articles, title="Percent-encoded", body=typed("/articles/sue%C3%B1o/"))
    words, _addresses = warning(admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])))
    assert "2 live pages" in words


def test_many_typed_addresses_take_few_queries(admin_client, article, articles):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    def queries(number):
        for _ in range(number):
            make_article(articles, body=typed("/articles/sleep/") * number)
        pages = [article, *(make_article(articles) for _ in range(2))]
        admin_client.get(url, {"id": [page.pk for page in pages]})
        with CaptureQueriesContext(connection) as captured:
            response = admin_client.get(url, {"id": [page.pk for page in pages]})
        searches = [query for query in captured if "LIKE '%/articles/" in query["sql"]]
        assert response.status_code == 200
        return len(captured), len(searches)

    few, searches = queries(2)
    many, _searches = queries(10)
    assert many <= few + 1
    assert searches == len(list(searched_models()))


def test_addresses_of_three_hundred_pages_are_searched_for(home, articles):
    pages = [make_article(articles) for _ in range(300)]
    wanted = {pages[0], pages[150], pages[-1]}
    sources = {make_article(home, body=typed(f"/articles/{page.slug}/")): page for page in wanted}
    found = {link.source: link.page.specific for link in typed_links_to(pages)}
    assert found == sources


def test_the_first_of_all_that_have_a_word_are_read(articles, monkeypatch):
    monkeypatch.setattr(texts, "MOST_WORDS", 4)
    monkeypatch.setattr(texts, "MOST_READ", 5)
    words = [f"word{number}" for number in range(9)]
    pages = [make_article(articles, body=typed(f"/{words[number % 9]}/")) for number in range(18)]
    assert list(live_with_words(ArticlePage, ["body", "canonical_url"], words)) == pages[:5]
    assert list(live_with_words(ArticlePage, ["body"], ["word8"])) == [pages[8], pages[17]]
    assert list(live_with_words(ArticlePage, ["body"], [])) == []
    signs = make_article(articles, body=typed("/a.b/(c)+d-n [e]|$/"))
    assert list(live_with_words(ArticlePage, ["body"], ["a.b/(c)+", "zzz"])) == [signs]
    assert list(live_with_words(ArticlePage, ["title", "body"], ["-n [e]|$/"])) == [signs]
    assert list(live_with_words(ArticlePage, ["body"], ["a-b/(c)", "a.b/(c)*", "x|a"])) == []


def test_what_hundreds_of_typed_addresses_are_in_is_named(admin_client, article, articles):
    source = make_article(articles, title="By address", body=typed("/articles/sleep/"))
    (link,) = typed_links_to([article])
    user = get_user_model().objects.get()
    assert live_links_to(article, user, [link] * 1100).count == 1
    assert live_links_to(article, user, [link] * 1100).shown[0].title == source.title


def test_many_are_counted_and_some_named_by_few_queries(admin_client, article, articles):
    user = get_user_model().objects.get()

    def more():
        for _ in range(15):
            make_article(articles, body=text(article))

    more()
    live_links_to(article, user)
    with CaptureQueriesContext(connection) as few:
        assert len(live_links_to(article, user).shown) == 15
    more()
    with CaptureQueriesContext(connection) as many:
        links = live_links_to(article, user)
    assert (len(links.shown), links.more, links.count) == (20, 10, 30)
    assert len(many) <= len(few) + 1


def test_a_title_is_text_and_no_markup(admin_client, article, articles):
    make_article(articles, title="<script>alert(1)</script>", body=text(article))
    html = admin_client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
