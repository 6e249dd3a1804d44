"""Menus and the text for missing pages: what staff may enter, and what site/ makes of it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StreamValue
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from api.snapshots.bypass import store_bypassed
from pages.blocks.navigation import check_link
from pages.models import HomePage, Menu, NotFoundText, OrganisationSettings, Telephone
from tests.pages.factories import make_article, make_clinic


def link(kind, children=(), **value):
    return {"id": f"id-{kind}-{len(str(value))}", "type": kind, "value": {**value, "children": list(children)}}


def to_page(page, children=(), label="", **value):
    return link("page", children, page=page.pk, label=label, **value)


@pytest.fixture
def make_menu(home):
    def make(items, *, slug="header", language="en", **fields):
        locale, _created = Locale.objects.get_or_create(language_code=language)
        fields = {"title": "Main menu", "site": Site.objects.get(is_default_site=True), **fields}
        return Menu.objects.create(slug=slug, locale=locale, items=items, **fields)

    return make


@pytest.fixture
def spanish_home(home):
    locale, _created = Locale.objects.get_or_create(language_code="es")
    page = home.copy_for_translation(locale)
    page.title = "Inicio"
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def translate(page, title):
    translation = page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    translation.title = title
    translation.save_revision().publish()
    for parent in translation.get_ancestors().filter(live=False):
        parent.specific.save_revision().publish()
    translation.refresh_from_db()
    return translation


def menu(get, place="header", **query):
    response = get("site/", **query)
    assert response.status_code == 200, response.json()
    return response.json()["menus"][place]


def hrefs(items):
    return [(item["href"], hrefs(item["children"])) if item["children"] else item["href"] for item in items]


class TestAnswer:
    def test_a_menu_is_an_ordered_tree_of_pages_and_links(self, get, make_menu, articles):
        article = make_article(articles, title="Sleep", slug="sleep")
        make_menu(
            [
                to_page(articles, [to_page(article, [link("telephone", number="988", label="")], label="Rest")]),
                link("link", label="Portal", url="https://portal.example/x?y=1", open_in_new_tab=True),
                link("group", [link("link", label="Search", url="/search/")], label="Tools"),
                link("email", email="hello@clinic.example", label=""),
            ]
        )
        answer = menu(get)
        assert (answer["title"], answer["locale"], answer["is_fallback"]) == ("Main menu", "en", False)
        assert hrefs(answer["items"]) == [
            ("/articles/", [("/articles/sleep/", ["tel:988"])]),
            "https://portal.example/x?y=1",
            (None, ["/search/"]),
            "mailto:hello@clinic.example",
        ]
        first, portal, group, email = answer["items"]
        assert [first["label"], first["children"][0]["label"], portal["label"]] == ["Articles", "Rest", "Portal"]
        assert first["page"]["meta"]["type"] == "clinic_pages.ArticleIndexPage"
        assert (portal["open_in_new_tab"], portal["page"], group["kind"]) == (True, None, "group")
        assert email["label"] == "hello@clinic.example"
        assert first["children"][0]["children"][0]["label"] == "988"

    def test_a_page_that_is_not_public_vanishes_with_what_stands_below_it(self, get, make_menu, articles):
        hidden, shown = make_article(articles, live=False), make_article(articles, slug="shown")
        private = make_article(articles)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        make_menu(
            [
                to_page(hidden, [to_page(shown)], label="Secret plan"),
                to_page(private),
                link("group", [to_page(hidden)], label="Empty"),
                to_page(shown, [to_page(hidden)]),
            ]
        )
        assert hrefs(menu(get)["items"]) == ["/articles/shown/"]
        assert "Secret plan" not in get("site/").content.decode()

    def test_a_deleted_page_leaves_no_link(self, get, make_menu, articles):
        article = make_article(articles)
        make_menu([to_page(article), to_page(articles)])
        article.delete()
        assert hrefs(menu(get)["items"]) == ["/articles/"]

    def test_a_spanish_menu_leads_to_spanish_pages_by_their_titles(self, get, make_menu, articles, spanish_home):
        article, other = make_article(articles, title="Sleep"), make_article(articles, title="Rest", slug="rest")
        spanish = translate(article, "Dormir")
        make_menu([to_page(article), to_page(other), to_page(other, label="Descanso")], language="es")
        items = menu(get, locale="es")["items"]
        assert [(item["label"], item["lang"]) for item in items] == [
            ("Dormir", "es"),
            ("Rest", "en"),
            ("Descanso", "es"),
        ]
        assert items[0]["href"] == f"/es/articles/{spanish.slug}/"
        assert items[1]["href"] == "/articles/rest/"

    def test_where_a_language_has_no_menu_the_sites_own_stands_in_and_says_so(
        self, get, make_menu, articles, spanish_home
    ):
        article = make_article(articles, title="Sleep")
        translate(article, "Dormir")
        make_menu([to_page(article), to_page(articles, label="All articles")])
        answer = menu(get, locale="es")
        assert (answer["locale"], answer["is_fallback"]) == ("en", True)
        assert [(item["label"], item["lang"]) for item in answer["items"]] == [("Dormir", "es"), ("All articles", "en")]
        assert answer["items"][1]["href"] == "/es/articles/"
        assert menu(get)["is_fallback"] is False

    def test_a_menu_in_another_language_alone_is_not_shown_in_the_sites_own(self, get, make_menu, spanish_home):
        make_menu([], language="es")
        assert get("site/").json()["menus"] == {}
        assert list(get("site/", locale="es").json()["menus"]) == ["header"]

    def test_each_site_has_menus_of_its_own_and_links_to_others_whole(self, get, make_menu, home, articles):
        other_home = home.get_parent().add_child(instance=HomePage(title="Other", slug="other"))
        other = Site.objects.create(hostname="other.example", root_page=other_home)
        make_menu([to_page(articles), to_page(other_home)], site=other)
        assert get("site/").json()["menus"] == {}
        assert hrefs(menu(get, site="other.example")["items"]) == ["http://www.clinic.example/articles/", "/"]

    @pytest.mark.parametrize("locale", ["fr", "es", "", "en-US", "../x"])
    def test_a_language_that_the_site_does_not_have_is_not_found(self, get, home, locale):
        Locale.objects.get_or_create(language_code="es")
        response = get("site/", locale=locale)
        assert (response.status_code, response.json()["allowed"]) == (404, ["en"])

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:text/html,x", ""]
    )
    def test_an_address_that_a_script_stored_and_that_is_none_is_left_out(self, get, make_menu, url):
        make_menu([link("link", label="Bad", url=url), link("link", label="Good", url="/good/")])
        assert hrefs(menu(get)["items"]) == ["/good/"]

    def test_an_unreadable_item_costs_no_other(self, get, make_menu, articles):
        make_menu([{"type": "page", "value": {"page": "x"}}, {"type": "gone", "value": 1}, to_page(articles)])
        assert hrefs(menu(get)["items"])[-1] == "/articles/"

    def test_the_text_for_missing_pages_is_told_in_each_language(self, get, make_menu, articles, spanish_home):
        text = f'<p>See <a linktype="page" id="{articles.pk}">all</a>.</p>'
        translate(articles, "Artículos")
        NotFoundText.objects.create(title="Not here", text=text, links=[to_page(articles)])
        answer = get("site/").json()["not_found"]
        assert (answer["title"], answer["text"]) == ("Not here", '<p>See <a href="/articles/">all</a>.</p>')
        assert hrefs(answer["links"]) == ["/articles/"]
        answer = get("site/", locale="es").json()["not_found"]
        assert (answer["is_fallback"], answer["locale"]) == (True, "en")
        assert '<a href="/es/articles/">' in answer["text"]
        assert answer["links"][0]["label"] == "Artículos"

    def test_the_default_clinic_is_the_translated_one(self, get, clinics, spanish_home):
        clinic = make_clinic(clinics, title="Riverside")
        translate(clinic, "Clínica Riverside")
        settings = OrganisationSettings.for_site(Site.objects.get())
        settings.default_clinic = clinic
        settings.save()
        name = {
            code: get("site/", locale=code).json()["organisation"]["default_clinic"]["title"] for code in ("en", "es")
        }
        assert name == {"en": "Riverside", "es": "Clínica Riverside"}

    def test_the_number_of_queries_does_not_grow_with_the_links(self, get, make_menu, articles, spanish_home):
        def count(times):
            pages = [make_article(articles) for _ in range(times)]
            for page in pages[::2]:
                translate(page, f"Página {page.pk}")
            Menu.objects.all().delete()
            for language in ("en", "es"):
                make_menu([to_page(page, [to_page(page, [to_page(page)])]) for page in pages], language=language)
            with store_bypassed(), CaptureQueriesContext(connection) as queries:
                assert len(menu(get)["items"]) == times
            return len(queries)

        count(2)
        assert count(2) == count(8)

    def test_what_happens_to_a_page_shows_in_the_menu_at_once(self, get, make_menu, articles, spanish_home):
        article = make_article(articles, title="Sleep", slug="sleep")
        make_menu([to_page(article)])
        assert hrefs(menu(get)["items"]) == ["/articles/sleep/"]
        article.unpublish()
        assert menu(get)["items"] == menu(get, locale="es")["items"] == []
        article.save_revision().publish()
        article.refresh_from_db()
        article.slug, article.title = "rest", "Rest"
        article.save()
        item = menu(get, locale="es")["items"][0]
        assert (item["label"], item["href"]) == ("Rest", "/articles/rest/")
        translate(article, "Descanso")
        assert menu(get, locale="es")["items"][0]["label"] == "Descanso"
        assert menu(get)["items"][0]["label"] == "Rest"

    def test_a_stored_answer_costs_two_queries_in_each_language(self, get, make_menu, articles, spanish_home):
        make_menu([to_page(articles)])
        for locale in ("en", "es"):
            etags = {get("site/", locale=locale).headers["ETag"] for _ in range(2)}
            with CaptureQueriesContext(connection) as queries:
                response = get("site/", locale=locale)
            # The version of the content, which says that the host still has this site; and the answer.
            assert (len(queries), {response.headers["ETag"]}) == (2, etags)

    def test_a_menu_in_one_language_does_not_change_the_answer_in_another(self, client, make_menu, spanish_home):
        etag = client.get("/api/v2/site/").headers["ETag"]
        make_menu([], language="es")
        assert client.get("/api/v2/site/", headers={"If-None-Match": etag}).status_code == 304


class TestRules:
    def test_there_is_one_menu_for_a_place_in_a_language(self, make_menu):
        first = make_menu([])
        second = Menu(site=first.site, slug="header", title="Again", locale=first.locale)
        with pytest.raises(ValidationError, match="Edit that one"):
            second.clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save()
        first.clean()

    def test_there_is_one_text_for_missing_pages_in_a_language(self, home):
        NotFoundText.objects.create(title="A")
        with pytest.raises(ValidationError, match="already has one in this language"):
            NotFoundText(title="B").clean()

    @pytest.mark.parametrize(
        "url", ["/", "/search/?q=a#b", "https://www.example.org", "http://example.org:8080/x", "/über/"]
    )
    def test_addresses_and_paths_are_taken(self, url):
        check_link(url)

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "//evil.example/",
            "/\\evil.example",
            "ftp://example.org",
            "www.example.org",
            "search/",
            "/a b",
            "mailto:a@b.example",
            " /x",
            "/x\n",
        ],
    )
    def test_what_is_neither_is_refused_with_what_to_write(self, url):
        with pytest.raises(ValidationError, match="Enter a full URL"):
            check_link(url)

    @given(st.text(max_size=20))
    def test_whatever_is_taken_stays_on_this_site_or_names_its_scheme(self, text):
        try:
            check_link(text)
        except ValidationError:
            return
        assert text.startswith(("http://", "https://")) or (text[0] == "/" and text[1:2] not in ("/", "\\"))


class TestAdmin:
    @pytest.fixture
    def editor(self, client, home):
        group = Group.objects.create(name="Menu editors")
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
            *Permission.objects.filter(content_type__app_label="clinic_pages", codename__endswith="_menu"),
        )
        user = get_user_model().objects.create_user("menus", "menus@clinic.example", "x")
        user.groups.add(group)
        client.force_login(user)
        return user

    def form(self, items, **fields):
        data = {"title": "Main menu", "slug": "header", "site": Site.objects.get().pk, "items": streamfield(items)}
        return nested_form_data({**data, **fields})

    def page_item(self, page, label=""):
        return ("page", {"page": str(page.pk), "label": label, "children": streamfield([])})

    def test_staff_with_the_permission_make_a_menu_and_visitors_see_it(self, client, get, editor, articles):
        items = [self.page_item(articles), ("telephone", {"number": "+1 951 555 0142", "label": "Call"})]
        response = client.post(reverse("wagtailsnippets_clinic_pages_menu:add"), self.form(items))
        assert response.status_code == 302, response.context["form"].errors
        assert hrefs(menu(get)["items"]) == ["/articles/", "tel:+19515550142"]

    def test_staff_without_the_permission_cannot(self, client, editor):
        response = client.get(reverse("wagtailsnippets_clinic_pages_notfoundtext:add"))
        assert response.status_code == 302
        editor.groups.get().permissions.filter(codename__endswith="_menu").delete()
        client.force_login(get_user_model().objects.get(pk=editor.pk))
        response = client.post(reverse("wagtailsnippets_clinic_pages_menu:add"), self.form([]))
        assert not Menu.objects.exists()

    @pytest.mark.parametrize(
        ("item", "words"),
        [
            (("telephone", {"number": "12", "label": ""}), "country code"),
            (("link", {"label": "Bad", "url": "javascript:x", "children": streamfield([])}), "Enter a full URL"),
            (("page", {"page": "", "label": "", "children": streamfield([])}), "This field is required"),
        ],
    )
    def test_what_is_wrong_is_told_in_a_sentence(self, client, editor, item, words):
        response = client.post(reverse("wagtailsnippets_clinic_pages_menu:add"), self.form([item]))
        assert response.status_code == 200
        assert words in response.content.decode().replace("\\u0027", "&#x27;")
        assert not Menu.objects.exists()

    def test_a_second_menu_for_a_place_is_told_beside_the_field(self, client, editor, make_menu):
        make_menu([])
        response = client.post(reverse("wagtailsnippets_clinic_pages_menu:add"), self.form([]))
        assert "slug" in response.context["form"].errors


def test_a_menu_keeps_its_links_when_it_is_translated(make_menu, articles, spanish_home):
    original = make_menu([to_page(articles)])
    copy = original.copy_for_translation(spanish_home.locale)
    copy.full_clean()
    copy.save()
    assert isinstance(copy.items, StreamValue)
    assert copy.items[0].value["page"].pk == articles.pk


class TestNumbersOfClinics:
    """A menu that names the clinic instead of its digits."""

    @pytest.fixture
    def clinic(self, clinics):
        clinic = make_clinic(clinics, title="Riverside")
        clinic.telephones.add(Telephone(number="+19515550199;ext=7", purpose="tty"))
        clinic.save_revision().publish()
        return clinic

    def test_it_calls_the_number_that_the_clinic_has_now(self, get, make_menu, clinic):
        make_menu([link("clinic_telephone", clinic=clinic.pk, number="main", label="")])
        (item,) = menu(get)["items"]
        assert (item["kind"], item["href"], item["label"]) == ("telephone", "tel:+19515550142", "(951) 555-0142")
        assert item["page"]["id"] == clinic.pk
        main = next(each for each in clinic.telephones.all() if each.is_main)
        main.number = "+19515550177"
        clinic.save_revision().publish()
        assert menu(get)["items"][0]["href"] == "tel:+19515550177"

    def test_it_calls_the_number_for_a_purpose_and_else_the_main_one(self, get, make_menu, clinic):
        numbers = [link("clinic_telephone", clinic=clinic.pk, number=name, label="Call") for name in ("tty", "fax")]
        make_menu(numbers)
        assert hrefs(menu(get)["items"]) == ["tel:+19515550199;ext=7", "tel:+19515550142"]

    def test_without_a_clinic_it_is_the_organisation_s_default_one(self, get, make_menu, clinic):
        make_menu([link("clinic_telephone", clinic=None, number="main", label="Call us")])
        assert menu(get)["items"] == []
        settings = OrganisationSettings.for_site(Site.objects.get())
        settings.default_clinic = clinic
        settings.save()
        assert hrefs(menu(get)["items"]) == ["tel:+19515550142"]

    def test_it_is_not_shown_while_the_clinic_is_hidden(self, get, make_menu, clinic):
        make_menu([link("clinic_telephone", clinic=clinic.pk, number="main", label="Call")])
        restriction = PageViewRestriction.objects.create(page=clinic, restriction_type="login")
        assert menu(get)["items"] == []
        restriction.delete()
        clinic.unpublish()
        assert menu(get)["items"] == []

    def test_a_spanish_reader_calls_the_spanish_clinic(self, get, make_menu, clinic, spanish_home):
        spanish = translate(clinic, "Clínica Riverside")
        spanish.telephones.set([Telephone(number="+19515550155", is_main=True)])
        spanish.save_revision().publish()
        make_menu([link("clinic_telephone", clinic=clinic.pk, number="main", label="")])
        assert hrefs(menu(get)["items"]) == ["tel:+19515550142"]
        assert hrefs(menu(get, locale="es")["items"]) == ["tel:+19515550155"]

    def test_the_number_of_queries_does_not_grow_with_the_clinics(self, get, make_menu, clinics):
        def count(times):
            Menu.objects.all().delete()
            chosen = [make_clinic(clinics) for _ in range(times)]
            make_menu([link("clinic_telephone", clinic=each.pk, number="main", label="") for each in chosen])
            with store_bypassed(), CaptureQueriesContext(connection) as queries:
                assert len(menu(get)["items"]) == times
            return len(queries)

        count(1)
        assert count(2) == count(6)

    def test_a_text_code_opens_a_text_message(self, get, make_menu):
        make_menu([link("telephone", number=number, label="") for number in ("sms:741741", "741741", "988")])
        assert [(item["kind"], item["href"]) for item in menu(get)["items"]] == [
            ("text", "sms:741741"),
            ("text", "sms:741741"),
            ("telephone", "tel:988"),
        ]
