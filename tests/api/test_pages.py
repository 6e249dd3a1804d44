import pytest
from wagtail.models import Page, Site

from tests.api.conftest import translate
from tests.media.factories import DocumentFactory, ImageFactory


def ids(response):
    assert response.status_code == 200, response.json()
    return [item["id"] for item in response.json()["items"]]


class TestListing:
    def test_lists_pages_of_the_site_in_tree_order_with_default_fields(self, get, home, make_event):
        event = make_event(title="Open day")
        body = get("pages/").json()
        assert body["meta"] == {"total_count": 2}
        assert [item["id"] for item in body["items"]] == [home.pk, event.pk]
        assert body["items"][1] == {
            "id": event.pk,
            "meta": {
                "type": "plugin.EventPage",
                "detail_url": f"http://127.0.0.1:8000/api/v2/pages/{event.pk}/",
                "html_url": "http://www.clinic.example/event-1/",
                "html_path": "/event-1/",
                "slug": "event-1",
                "first_published_at": None,
                "locale": "en",
            },
            "title": "Open day",
        }

    def test_type_opens_the_fields_and_filters_of_that_type(self, get, make_event):
        make_event(seats=5)
        big = make_event(seats=50, is_free=True)
        assert ids(get("pages/", type="plugin.EventPage", seats=50)) == [big.pk]
        assert ids(get("pages/", type="plugin.EventPage", is_free="true")) == [big.pk]
        item = get("pages/", type="plugin.EventPage", seats=50, fields="seats,headline").json()["items"][0]
        assert (item["seats"], item["headline"]) == (50, big.title.upper())

    def test_several_types_can_be_named(self, get, make_event):
        event = make_event()
        assert ids(get("pages/", type="plugin.EventPage,clinic_pages.ArticlePage")) == [event.pk]

    def test_tree_filters_follow_the_tree(self, get, home, make_event):
        parent = make_event()
        child = make_event(parent=parent)
        grandchild = make_event(parent=child)
        assert ids(get("pages/", child_of=parent.pk)) == [child.pk]
        assert ids(get("pages/", child_of="root")) == [parent.pk]
        assert ids(get("pages/", descendant_of=parent.pk)) == [child.pk, grandchild.pk]
        assert ids(get("pages/", ancestor_of=grandchild.pk)) == [home.pk, parent.pk, child.pk]

    def test_order_sorts_by_a_field_both_ways(self, get, make_event):
        b, a = make_event(title="B"), make_event(title="A")
        assert ids(get("pages/", type="plugin.EventPage", order="title")) == [a.pk, b.pk]
        assert ids(get("pages/", type="plugin.EventPage", order="-title")) == [b.pk, a.pk]
        assert set(ids(get("pages/", type="plugin.EventPage", order="random"))) == {a.pk, b.pk}

    def test_limit_and_offset_cut_a_window(self, get, make_event):
        events = [make_event() for _ in range(4)]
        response = get("pages/", type="plugin.EventPage", limit=2, offset=1)
        assert ids(response) == [events[1].pk, events[2].pk]
        assert response.json()["meta"]["total_count"] == 4
        assert ids(get("pages/", limit=0)) == []

    def test_search_finds_words_and_can_be_narrowed(self, get, make_event):
        found = make_event(title="Breathing workshop", seats=3)
        make_event(title="Open house", seats=3)
        make_event(title="Breathing for beginners", seats=9)
        response = get("pages/", type="plugin.EventPage", search="breathing", seats=3)
        assert ids(response) == [found.pk]

    def test_tags_filter_by_name(self, get, make_event):
        tagged = make_event()
        tagged.tags.add("sleep", "family")
        tagged.save()
        make_event()
        assert ids(get("pages/", type="plugin.EventPage", tags="sleep,family")) == [tagged.pk]
        item = get("pages/", type="plugin.EventPage", tags="sleep", fields="tags").json()["items"][0]
        assert item["tags"] == ["family", "sleep"]


class TestDetail:
    def test_sends_every_field_of_the_specific_type(self, get, home, make_event):
        event = make_event(seats=7)
        body = get(f"pages/{event.pk}/").json()
        assert list(body)[:3] == ["id", "meta", "title"]
        assert body["seats"] == 7
        assert body["meta"]["parent"]["id"] == home.pk
        assert body["meta"]["breadcrumbs"] == []
        assert body["speakers"] == []

    def test_a_site_within_another_begins_at_its_own_root(self, get, make_event):
        outer = make_event(title="Group", slug="group")
        inner = make_event(parent=outer, title="Clinic", slug="clinic")
        section = make_event(parent=inner, title="Autumn", slug="autumn")
        page = make_event(parent=section)
        Site.objects.create(hostname="clinic.example", root_page=inner)
        assert get(f"pages/{inner.pk}/").json()["meta"]["breadcrumbs"] == []
        assert get(f"pages/{inner.pk}/").json()["meta"]["parent"] is None
        assert get(f"pages/{section.pk}/").json()["meta"]["breadcrumbs"] == []
        assert get(f"pages/{section.pk}/").json()["meta"]["parent"]["id"] == inner.pk
        crumbs = get(f"pages/{page.pk}/").json()["meta"]["breadcrumbs"]
        assert crumbs == [{"title": "Autumn", "html_path": "/autumn/"}]

    def test_breadcrumbs_are_the_ancestors_below_the_root(self, get, make_event):
        parent = make_event(title="Autumn", slug="autumn")
        child = make_event(parent=parent)
        assert get(f"pages/{child.pk}/").json()["meta"]["breadcrumbs"] == [{"title": "Autumn", "html_path": "/autumn/"}]

    def test_fields_can_be_left_out_and_chosen(self, get, make_event):
        event = make_event()
        assert set(get(f"pages/{event.pk}/", fields="_,title,slug").json()) == {"meta", "title"}
        assert "body" not in get(f"pages/{event.pk}/", fields="-body").json()

    def test_fields_of_related_objects_can_be_chosen(self, get, make_event):
        series = make_event(title="Series", seats=12)
        event = make_event(series=series)
        nested = get(f"pages/{event.pk}/", fields="series(slug,-title)").json()["series"]
        assert nested["id"] == series.pk
        assert nested["meta"]["slug"] == series.slug
        assert "title" not in nested


class TestFind:
    def test_answers_with_the_page_and_says_where_it_lives(self, get, make_event):
        event = make_event(parent=make_event(slug="autumn"), slug="open-day")
        response = get("pages/find/", html_path="/autumn/open-day/")
        assert response.status_code == 200
        assert response.json() == get(f"pages/{event.pk}/").json()
        assert response["Content-Location"] == f"http://127.0.0.1:8000/api/v2/pages/{event.pk}/"

    @pytest.mark.parametrize("path", ["autumn", "/autumn", "autumn/", "/autumn/", "//autumn//"])
    def test_slashes_do_not_matter(self, get, make_event, path):
        event = make_event(slug="autumn")
        assert get("pages/find/", html_path=path).json()["id"] == event.pk

    def test_the_root_is_the_home_page(self, get, home):
        assert get("pages/find/", html_path="/").json()["id"] == home.pk

    def test_a_translation_is_found_below_its_language(self, get, home, spanish, make_event):
        event = make_event(slug="open-day")
        translation = translate(event, spanish.locale)
        translation.slug = "jornada"
        translation.save_revision().publish()
        body = get("pages/find/", html_path="/es/jornada/").json()
        assert body["id"] == translation.pk
        assert body["meta"]["html_path"] == "/es/jornada/"
        assert body["meta"]["locale"] == "es"
        assert get("pages/find/", html_path="/es/").json()["id"] == spanish.pk

    def test_an_id_finds_too(self, get, make_event):
        event = make_event()
        assert get("pages/find/", id=event.pk).json()["id"] == event.pk
        assert get("pages/find/", id="x").status_code == 400
        assert get("pages/find/").status_code == 404
        assert get("pages/find/", html_path="/nowhere/").json()["message"] == "not found"


class TestSites:
    @pytest.fixture
    def other_site(self, home: Page) -> Site:
        root = home.get_parent().add_child(instance=Page(title="Other", slug="other"))
        return Site.objects.create(hostname="other.example", port=8080, root_page=root)

    def test_site_is_chosen_by_parameter_and_by_host(self, get, client, home, other_site):
        assert ids(get("pages/", site="other.example")) == [other_site.root_page_id]
        assert ids(get("pages/", site="other.example:8080")) == [other_site.root_page_id]
        response = client.get("/api/v2/pages/", headers={"host": "other.example:8080"})
        assert ids(response) == [other_site.root_page_id]
        assert ids(get("pages/")) == [home.pk]

    def test_an_unknown_site_is_not_found(self, get, other_site):
        response = get("pages/", site="nobody.example")
        assert response.status_code == 404
        assert response.json()["parameter"] == "site"
        assert "other.example" not in response.content.decode()

    def test_a_host_with_two_ports_must_be_told_apart(self, get, other_site):
        Site.objects.create(hostname="other.example", port=9090, root_page=other_site.root_page)
        response = get("pages/", site="other.example")
        assert response.status_code == 400
        assert response.json()["allowed"] == ["other.example:8080", "other.example:9090"]

    def test_pages_of_another_site_are_not_found(self, get, other_site):
        assert get(f"pages/{other_site.root_page_id}/").status_code == 404
        assert get(f"pages/{other_site.root_page_id}/", site="other.example").status_code == 200

    def test_links_to_another_site_are_whole_urls(self, get, make_event, other_site):
        link = f'<p><a linktype="page" id="{other_site.root_page_id}">there</a></p>'
        event = make_event(teaser=link)
        assert get(f"pages/{event.pk}/").json()["teaser"] == '<p><a href="http://other.example:8080/">there</a></p>'


class TestLocales:
    def test_locale_narrows_and_an_unknown_one_is_not_found(self, get, home, spanish):
        assert ids(get("pages/", locale="es")) == [spanish.pk]
        assert ids(get("pages/", translation_of=home.pk)) == [spanish.pk]
        response = get("pages/", locale="tlh")
        assert response.status_code == 404
        assert response.json()["allowed"] == ["en", "es"]

    def test_links_lead_to_the_translation_in_the_language_of_the_page(self, get, spanish, make_event):
        target = make_event(slug="target")
        spanish_target = translate(target, spanish.locale)
        link = f'<p><a linktype="page" id="{target.pk}">x</a></p>'
        reader = translate(make_event(teaser=link), spanish.locale)
        path = f"/es/{spanish_target.slug}/"
        assert get(f"pages/{reader.pk}/").json()["teaser"] == f'<p><a href="{path}">x</a></p>'

    def test_links_lead_to_the_page_itself_while_its_translation_is_a_draft(self, get, spanish, make_event):
        target = make_event(slug="target")
        translate(target, spanish.locale).unpublish()
        link = f'<p><a linktype="page" id="{target.pk}">x</a></p>'
        reader = translate(make_event(teaser=link), spanish.locale)
        assert get(f"pages/{reader.pk}/").json()["teaser"] == '<p><a href="/target/">x</a></p>'


@pytest.mark.parametrize("endpoint", ["pages", "clinics", "faqs"])
def test_a_number_that_no_database_holds_is_no_id(get, site, endpoint):
    """A clinic's key is that of its page, which Django does not check against the size of the column."""
    assert get(f"{endpoint}/{10**30}/").status_code == 404
    assert get(f"{endpoint}/find/", id=str(10**30)).status_code == 404


SIGNS = ["", " ", "\u00a0", "..", '"', "'", "*", "()", "-", "%", ":", "\U0001f600"]
OPERATORS = [
    "AND",
    "NOT",
    "NOT a",
    "a OR",
    "NEAR(a b)",
    "{title} : a",
    "a*",
    '"a',
    "^a",
    "a & | b",
    "<->",
    "\ufb01 \u00bd",
    "\u0627",
]


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents"])
def test_no_search_fails_and_one_without_words_finds_nothing(get, make_event, endpoint, subtests):
    make_event(title="a")
    ImageFactory(title="a")
    DocumentFactory(title="a")
    for query in SIGNS:
        for order in ({}, {"order": "title"}):
            with subtests.test(query, order=order):
                response = get(f"{endpoint}/", search=query, **order)
                assert (response.status_code, response.json()["meta"]["total_count"]) == (200, 0)
    for query in OPERATORS:
        for operator in ("and", "or"):
            with subtests.test(query, operator=operator):
                assert get(f"{endpoint}/", search=query, search_operator=operator).status_code == 200


@pytest.mark.parametrize(("name", "value"), [("order", ""), ("type", ""), ("search_operator", "xor")])
def test_a_parameter_without_a_value_that_it_takes_is_refused(get, site, name, value):
    response = get("pages/", **{name: value})
    assert (response.status_code, response.json()["parameter"]) == (400, name)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_a_day_without_an_offset_is_one_of_utc(get, make_event):
    event = make_event(first_published_at="2026-05-01T00:00:00Z")
    assert ids(get("pages/", type="plugin.EventPage", first_published_at="2026-05-01")) == [event.pk]


@pytest.mark.parametrize("path", ["pages/?type=plugin.EventPage&type=wagtailcore.Page", "site/?site=a&site=b"])
def test_a_parameter_that_is_given_twice_is_refused_rather_than_half_heard(client, site, path):
    response = client.get(f"/api/v2/{path}")
    assert (response.status_code, response.json()["parameter"]) == (400, path.partition("?")[2].partition("=")[0])
    assert "more than once" in response.json()["message"]


def test_a_format_of_rich_text_that_there_is_not_is_refused_also_by_an_empty_listing(get, site):
    response = get("redirects/", rich_text_format="pdf")
    assert (response.status_code, response.json()["parameter"]) == (400, "rich_text_format")


def test_a_file_that_is_not_there_is_not_found_without_a_detour(get, site):
    for path in ("sitemap/sitemap-x.xml", "sitemap/sitemap--1.xml", "nothing.txt"):
        response = get(path)
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_the_index_has_an_etag(client, site):
    etag = client.get("/api/v2/")["ETag"]
    assert client.get("/api/v2/", headers={"If-None-Match": etag}).status_code == 304
