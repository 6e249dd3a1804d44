"""clinics/, faqs/, people/, topics/ and site/."""

import pytest
from wagtail.models import Locale, Page, Site

from api.snapshots.bypass import store_bypassed
from pages.models import CrisisLine, FaqItem, OrganisationSettings, Service, SocialProfile
from tests.pages.factories import FaqItemFactory, PersonFactory, TopicFactory, make_clinic

PORTLAND = {
    "title": "Portland",
    "slug": "portland",
    "locality": "Portland",
    "region": "ME",
    "postal_code": "04101",
    "latitude": "43.659100",
    "longitude": "-70.256800",
    "time_zone": "America/New_York",
}


def titles(response):
    assert response.status_code == 200, response.json()
    return [item["title"] for item in response.json()["items"]]


class TestClinics:
    @pytest.fixture(autouse=True)
    def _clinics(self, clinics):
        detox = Service.objects.create(name="Detox", slug="detox")
        therapy = Service.objects.create(name="Therapy", slug="therapy")
        Service.objects.create(name="Secret", slug="secret", live=False)
        self.portland = make_clinic(clinics, telephone="+12075550167", **PORTLAND)
        self.riverside = make_clinic(clinics, title="Riverside", slug="riverside")
        self.nowhere = make_clinic(clinics, title="Nowhere", slug="nowhere", latitude=None, longitude=None)
        self.portland.services = [therapy]
        self.riverside.services = [detox, therapy]
        for clinic in (self.portland, self.riverside):
            clinic.save()

    def test_an_item_has_what_a_list_or_a_map_needs(self, get):
        item = get("clinics/", slug="riverside").json()["items"][0]
        assert item["telephone"]["number"] == "+19515550142"
        assert item["address"]["locality"] == "Riverside"
        assert item["geo"] == {"latitude": 33.953349, "longitude": -117.396156}
        assert item["opening_hours"][0]["opens"] == "09:00"
        assert item["time_zone"] == "America/Los_Angeles"
        assert "distance" not in item

    def test_what_is_left_out_stays_so_while_the_caller_deals_with_a_fault(self, get):
        """As a project does that answers from an ``except`` block."""
        with store_bypassed():
            try:
                raise ValueError("of the caller")
            except ValueError:
                (item, *_) = get("clinics/").json()["items"]
        assert "distance" not in item

    def test_the_nearest_comes_first_with_its_distance_in_metres(self, get):
        response = get("clinics/", near="40.7128,-74.0060")
        assert titles(response) == ["Portland", "Riverside", "Nowhere"]
        distances = [item["distance"] for item in response.json()["items"]]
        # Great-circle distances from New York City.
        assert distances[0] == pytest.approx(452_600, rel=0.01)
        assert distances[1] == pytest.approx(3_880_000, rel=0.01)
        assert distances[2] is None

    @pytest.mark.parametrize("near", ["-33.953349,62.603844", "90,0", "-90,180", "0,-180", "33.953349,-117.396156"])
    def test_no_place_on_earth_breaks_the_formula(self, get, near):
        items = get("clinics/", near=near).json()["items"]
        distances = [item["distance"] for item in items[:2]]
        assert distances == sorted(distances)
        assert 0 <= distances[0] <= distances[1] <= 20_038_000

    @pytest.mark.parametrize("near", ["", "x", "1", "1,2,3", "91,0", "0,181", "nan,0", "inf,0"])
    def test_what_is_no_place_is_told_so(self, get, near):
        response = get("clinics/", near=near)
        assert response.status_code == 400
        assert response.json()["parameter"] == "near"
        assert "33.98,-117.37" in response.json()["allowed"]

    def test_near_and_search_exclude_each_other(self, get):
        assert get("clinics/", near="1,2", search="x").json()["parameter"] == "near"

    def test_service_narrows_and_all_named_must_be_offered(self, get):
        assert set(titles(get("clinics/", service="therapy"))) == {"Portland", "Riverside"}
        assert titles(get("clinics/", service="therapy,detox")) == ["Riverside"]
        assert titles(get("clinics/", service="therapy", near="40.7,-74", limit=1)) == ["Portland"]

    def test_an_unknown_or_hidden_service_is_told_with_those_there_are(self, get):
        for slug in ("massage", "secret"):
            problem = get("clinics/", service=slug).json()
            assert (problem["parameter"], problem["allowed"]) == ("service", ["detox", "therapy"])

    def test_a_clinic_is_answered_by_id_and_by_path_and_other_pages_are_not(self, get, home):
        body = get(f"clinics/{self.riverside.pk}/").json()
        assert body == get("clinics/find/", html_path="/clinics/riverside/").json()
        assert body == get(f"pages/{self.riverside.pk}/").json()
        assert get(f"clinics/{home.pk}/").status_code == 404
        assert get("clinics/", type="clinic_pages.ArticlePage").status_code == 400

    def test_a_clinic_can_be_searched_by_town(self, get):
        assert titles(get("clinics/", search="Portland")) == ["Portland"]


class TestSnippets:
    @pytest.fixture(autouse=True)
    def _site(self, home):
        self.sleep = TopicFactory(name="Sleep", slug="sleep")

    def test_questions_are_listed_with_their_answers_and_by_topic(self, get):
        question = FaqItemFactory(question="How can I sleep?")
        question.topics = [self.sleep]
        question.save()
        FaqItemFactory(question="Is it safe?")
        items = get("faqs/", topic="sleep").json()["items"]
        assert [item["question"] for item in items] == ["How can I sleep?"]
        assert items[0]["answer"] == "<p>Yes, here.</p>"
        assert items[0]["topics"][0]["slug"] == "sleep"
        assert get("faqs/", topic="fishing").json()["allowed"] == ["sleep"]
        assert [item["question"] for item in get("faqs/", search="safe").json()["items"]] == ["Is it safe?"]

    def test_drafts_of_snippets_are_not_found(self, get):
        question, person = FaqItemFactory(live=False), PersonFactory(live=False)
        topic = TopicFactory(live=False)
        for path in (f"faqs/{question.pk}/", f"people/{person.pk}/", f"topics/{topic.pk}/"):
            assert get(path).status_code == 404
        assert get("faqs/").json()["items"] == get("people/").json()["items"] == []

    def test_snippets_are_narrowed_to_a_language(self, get):
        spanish, _created = Locale.objects.get_or_create(language_code="es")
        FaqItemFactory(question="How?")
        FaqItem.objects.create(question="¿Cómo?", answer="<p>Así.</p>", locale=spanish)
        items = get("faqs/", locale="es").json()["items"]
        assert [(item["question"], item["meta"]["locale"]) for item in items] == [("¿Cómo?", "es")]

    def test_a_person_is_shown_whole(self, get):
        person = PersonFactory(name="Mara Ellison", honorific_suffix="MD", biography="<p>Doctor.</p>")
        body = get(f"people/{person.pk}/").json()
        assert (body["name"], body["honorific_suffix"], body["biography"]) == ("Mara Ellison", "MD", "<p>Doctor.</p>")
        assert body["may_review"] is True
        assert get("topics/", slug="sleep").json()["items"][0]["name"] == "Sleep"


class TestSite:
    @pytest.fixture
    def organisation(self, clinics):
        clinic = make_clinic(clinics, title="Riverside", slug="riverside")
        settings = OrganisationSettings.for_site(Site.objects.get())
        settings.name, settings.default_clinic = "Juniper Hollow", clinic
        settings.crisis_lines.add(CrisisLine(name="Lifeline", number="988"))
        settings.social_profiles = [SocialProfile(network="Mastodon", url="https://social.example/@x")]
        settings.save()
        return settings

    def test_one_request_answers_what_every_page_needs(self, get, organisation):
        body = get("site/").json()
        assert body["hostname"] == "www.clinic.example"
        assert body["locales"] == [{"code": "en", "html_path": "/", "is_default": True}]
        organisation = body["organisation"]
        assert organisation["name"] == "Juniper Hollow"
        assert organisation["crisis_line"]["href"] == "tel:988"
        assert organisation["default_clinic"]["telephone"]["display"] == "(951) 555-0142"
        assert organisation["social_profiles"] == [{"network": "Mastodon", "url": "https://social.example/@x"}]

    def test_a_hidden_default_clinic_is_not_told(self, get, organisation):
        organisation.default_clinic.unpublish()
        assert get("site/").json()["organisation"]["default_clinic"] is None

    def test_a_site_without_settings_has_empty_ones_and_an_unknown_one_is_not_found(self, get, home):
        assert get("site/").json()["organisation"]["name"] == ""
        assert OrganisationSettings.objects.count() <= 1
        assert get("site/", site="nobody.example").status_code == 404
        assert get("site/", colour="red").json()["parameter"] == "colour"

    def test_translations_of_the_home_page_are_languages_while_they_are_live(self, get, home):
        spanish, _created = Locale.objects.get_or_create(language_code="es")
        translation = home.copy_for_translation(spanish)
        assert len(get("site/").json()["locales"]) == 1
        translation.save_revision().publish()
        assert get("site/").json()["locales"][1] == {"code": "es", "html_path": "/es/", "is_default": False}

    def test_the_frontends_address_is_the_organisations_own(self, get, settings, organisation):
        settings.CLINIC_FRONTEND_URL_RESOLVER = "pages.frontend.frontend_url"
        settings.CLINIC_FRONTEND_BASE_URL = "https://fallback.example"
        assert get("site/").json()["html_url"] == "https://fallback.example/"
        organisation.frontend_base_url = "https://www.juniper.example/"
        organisation.full_clean()
        organisation.save()
        assert get("site/").json()["html_url"] == "https://www.juniper.example/"
        page = Page.objects.get(slug="riverside").specific
        assert page.full_url == "https://www.juniper.example/clinics/riverside/"


@pytest.mark.parametrize("endpoint", ["pages", "clinics", "faqs", "people", "topics", "images", "documents"])
def test_a_number_larger_than_any_key_is_the_key_of_nothing(get, home, endpoint):
    for path in (f"{endpoint}/{10**30}/", f"{endpoint}/find/?id={10**30}"):
        assert get(path).status_code == 404


def test_a_type_that_is_named_twice_is_one_type(get, clinics):
    make_clinic(clinics)
    once = get("clinics/", type="clinic_pages.ClinicPage").json()
    assert get("clinics/", type="clinic_pages.ClinicPage,clinic_pages.ClinicPage").json() == once
    assert "address" in once["items"][0]
