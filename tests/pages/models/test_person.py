from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from api.represent.references import CONTEXT_NAME, References
from api.represent.representations import represent, represent_many
from pages.models import Credential, Person, ProfileUrl
from tests.media.factories import ImageFactory, root_collection
from tests.pages.clinic_factories import PersonFactory

pytestmark = pytest.mark.django_db


def mara(**fields):
    credential = Credential(
        type="Medical licence", authority="State Board (fictional)", number="A1", expires=date(2028, 6, 30)
    )
    rows = {
        "credentials": [credential],
        "profile_urls": [ProfileUrl(url="https://profiles.example.org/mara")],
    }
    return PersonFactory(**{"name": "Mara Ellison", "photo": ImageFactory(), **rows, **fields})


def test_a_person_is_known_by_name_and_letters():
    assert str(Person(name="Mara Ellison", honorific_suffix="MD")) == "Mara Ellison, MD"
    assert str(Person(name="Wren Okafor")) == "Wren Okafor"


def test_a_person_is_shown_with_photo_credentials_and_profiles():
    person = mara()
    shown = represent(person, None)
    assert shown["meta"]["detail_url"].endswith(f"/api/v2/people/{person.pk}/")
    assert shown["photo"]["id"] == person.photo_id
    assert shown["credentials"] == [
        {
            "type": "Medical licence",
            "authority": "State Board (fictional)",
            "number": "A1",
            "expires": "2028-06-30",
        }
    ]
    assert shown["profile_urls"] == ["https://profiles.example.org/mara"]
    assert (shown["name"], shown["honorific_suffix"], shown["job_title"], shown["biography"]) == (
        "Mara Ellison",
        "MD",
        "Psychiatrist",
        "<p>Mara leads the team.</p>",
    )


def test_the_endpoint_shows_the_same(client):
    person = mara(may_review=True)
    answer = client.get(f"/api/v2/people/{person.pk}/").json()
    shown = represent(person, None)
    for name in shown.keys() - {"meta", "photo"}:
        assert answer[name] == shown[name]
    assert answer["photo"]["id"] == person.photo_id
    assert answer["may_review"] is True


def test_a_photo_in_a_private_collection_is_not_shown():
    private = root_collection().add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert represent(mara(photo=ImageFactory(collection=private)), None)["photo"] is None


def test_showing_people_costs_no_query_for_each(django_assert_num_queries):
    people = [mara() for _number in range(9)]
    # The people, two kinds of rows, the photos and their words; the languages, the sites and their root pages.
    with django_assert_num_queries(8):
        assert len(represent_many(people, {CONTEXT_NAME: References()})) == 9


def test_a_person_is_written_in_the_admin_with_rows(admin_client):
    credential = {"type": "Licence", "authority": "Board (fictional)", "number": "", "expires": ""}
    data = nested_form_data(
        {
            "name": "Tobias Reyes",
            "biography": rich_text("<p>Tobias listens.</p>"),
            "credentials": inline_formset([credential]),
            "profile_urls": inline_formset([{"url": "https://profiles.example.org/tobias"}]),
            "action-publish": "1",
        }
    )
    response = admin_client.post(reverse("wagtailsnippets_clinic_pages_person:add"), data)
    assert response.status_code == 302, response.content.decode()
    person = Person.objects.get(live=True)
    assert str(person.credentials.get()) == "Licence"
    assert str(person.profile_urls.get()) == "https://profiles.example.org/tobias"


def test_a_draft_of_a_person_needs_nothing_and_a_published_person_a_name(admin_client):
    rows = {"credentials": inline_formset([]), "profile_urls": inline_formset([])}
    url = reverse("wagtailsnippets_clinic_pages_person:add")
    nameless = nested_form_data({"name": "", "biography": rich_text(""), **rows})
    refused = admin_client.post(url, nameless | {"action-publish": "1"})
    assert "This field is required." in refused.content.decode()
    assert admin_client.post(url, nameless).status_code == 302
    draft = Person.objects.get()
    assert (draft.name, draft.live) == ("Untitled", False)
    assert draft.get_latest_revision_as_object().name == ""


def test_the_admin_finds_and_filters_people(admin_client):
    mara(may_review=True)
    PersonFactory(name="Wren Okafor")
    url = reverse("wagtailsnippets_clinic_pages_person:list")
    for query in ({"q": "Ellison"}, {"q": "elli"}, {"q": "Medical licence"}, {"may_review": "true"}):
        html = admin_client.get(url, query).content.decode()
        assert "Mara Ellison" in html
        assert "Wren Okafor" not in html


def test_the_admin_searches_within_an_order(admin_client):
    mara()
    url = reverse("wagtailsnippets_clinic_pages_person:list")
    for ordering in ("name", "job_title", "-may_review"):
        assert "Mara Ellison" in admin_client.get(url, {"q": "mara", "ordering": ordering}).content.decode()
