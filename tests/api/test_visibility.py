"""Every endpoint, and every kind of reference inside an answer, asked for everything that a visitor may not see."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction

from api.visibility import unrestricted
from tests.kept import kept
from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import Speaker, Venue


def draft(page):
    page.live = False
    page.save()


def unpublished(page):
    page.unpublish()


def expired(page):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()


def private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")


def below_private(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="groups")


def link_item(page):
    return {"id": "1", "type": "item", "value": {"label": "x", "page": page.pk}}


HIDDEN = [draft, unpublished, expired, private, below_private]


@kept
def section(make_event):
    return make_event(slug="section")


@kept
def target(make_event, section):
    return make_event(parent=section, title="Hidden title", slug="target")


@pytest.mark.parametrize("hide", HIDDEN)
class TestHiddenPages:
    def test_no_endpoint_answers_with_it(self, get, target, hide):
        hide(target)
        assert get(f"pages/{target.pk}/").status_code == 404
        assert get("pages/find/", html_path="/section/target/").status_code == 410
        assert get("pages/find/", id=target.pk).status_code == 404
        assert target.pk not in [item["id"] for item in get("pages/").json()["items"]]
        assert get("pages/", search="hidden").json()["items"] == []
        assert get("pages/", child_of=target.pk).status_code == 400
        assert get("pages/", ancestor_of=target.pk).status_code == 400

    @pytest.mark.parametrize("reference", ["link", "key", "block", "struct"])
    def test_no_reference_tells_of_it(self, get, make_event, target, hide, reference):
        stream = {
            "link": [{"type": "text", "value": f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>'}],
            "key": [],
            "block": [{"type": "page", "value": target.pk}],
            "struct": [{"type": "links", "value": [link_item(target)]}],
        }[reference]
        event = make_event(body=stream, series=target if reference == "key" else None)
        assert "Hidden title" in get(f"pages/{event.pk}/").content.decode() or reference == "link"
        hide(target)
        response = get(f"pages/{event.pk}/")
        assert response.status_code == 200
        assert "Hidden title" not in response.content.decode()
        assert "/section/target/" not in response.content.decode()
        assert f'"id":{target.pk},' not in response.content.decode()

    def test_its_children_do_not_name_it(self, get, make_event, target, hide):
        child = make_event(parent=target)
        hide(target)
        response = get(f"pages/{child.pk}/")
        if hide in (private, below_private):
            assert response.status_code == 404
        else:
            assert response.json()["meta"]["parent"] is None
            assert "Hidden title" not in response.content.decode()


def test_a_restriction_that_is_lifted_and_one_of_type_none_hide_nothing(get, target):
    PageViewRestriction.objects.create(page=target, restriction_type="none")
    assert get(f"pages/{target.pk}/").status_code == 200


def test_a_page_beside_a_private_one_with_a_similar_path_stays_visible(get, make_event, home):
    pages = [make_event() for _ in range(3)]
    private(pages[0])
    assert [get(f"pages/{page.pk}/").status_code for page in pages] == [404, 200, 200]


def test_restrictions_above_a_place_can_be_left_aside(target, private_collection):
    pages = Page.objects.filter(pk=target.pk)
    below_private(target)
    assert not unrestricted(pages).exists()
    assert unrestricted(pages, within=target.path).exists()
    private(target)
    assert not unrestricted(pages, within=target.path).exists()
    below = private_collection.add_child(name="Below")
    images = get_image_model().objects.filter(pk=ImageFactory(collection=below).pk)
    assert unrestricted(images, within=below.path).exists()
    assert not unrestricted(images, within=private_collection.path).exists()


def test_an_alias_is_served_like_a_page_of_its_own_and_names_a_visible_source_only(get, home, target):
    alias = target.create_alias(parent=home, update_slug="alias")
    body = get("pages/find/", html_path="/alias/").json()
    assert (body["id"], body["meta"]["alias_of"]["id"]) == (alias.pk, target.pk)
    private(target)
    assert get("pages/find/", html_path="/alias/").json()["meta"]["alias_of"] is None


def test_the_root_of_the_tree_belongs_to_no_site(get, home):
    assert get(f"pages/{home.get_parent().pk}/").status_code == 404
    assert get(f"pages/{home.pk}/").json()["meta"]["parent"] is None


class TestPrivateCollections:
    def test_their_files_are_not_found(self, get, site, private_collection):
        image, document = ImageFactory(collection=private_collection), DocumentFactory(collection=private_collection)
        assert get(f"images/{image.pk}/").status_code == 404
        assert get(f"documents/{document.pk}/").status_code == 404
        assert get("images/").json()["items"] == get("documents/").json()["items"] == []

    def test_a_collection_below_a_private_one_is_private(self, get, site, private_collection):
        below = private_collection.add_child(name="Below")
        assert get(f"images/{ImageFactory(collection=below).pk}/").status_code == 404

    @pytest.mark.parametrize("reference", ["key", "row", "block", "described", "embed", "link", "document"])
    def test_no_reference_tells_of_their_files(self, get, make_event, private_collection, reference):
        image = ImageFactory(title="Hidden picture")
        document = DocumentFactory(title="Hidden paper")
        stream = {
            "block": [{"type": "image", "value": image.pk}],
            "described": [
                {"type": "described_image", "value": {"image": image.pk, "alt_text": "x", "decorative": False}}
            ],
            "document": [{"type": "document", "value": document.pk}],
        }.get(reference, [])
        teaser = {
            "embed": f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="x"/>',
            "link": f'<p><a linktype="document" id="{document.pk}">paper</a></p>',
        }.get(reference, "")
        event = make_event(body=stream, teaser=teaser, picture=image if reference == "key" else None)
        if reference == "row":
            event.speakers.add(Speaker(name="S", portrait=image))
            event.save()
        shown = get(f"pages/{event.pk}/").content.decode()
        address = f"/renditions/{image.pk}/"
        assert address in shown or "Hidden" in shown or "documents/" in shown
        for file in (image, document):
            file.collection = private_collection
            file.save()
        shown = get(f"pages/{event.pk}/").content.decode()
        assert "Hidden" not in shown
        assert address not in shown
        assert image.file.name not in shown
        assert document.filename not in shown


class TestSnippets:
    def test_a_draft_snippet_is_left_out_everywhere(self, get, make_event):
        venue = Venue.objects.create(title="Hidden hall", live=False)
        event = make_event(body=[{"type": "venue", "value": venue.pk}])
        event.venues.add(venue)
        event.save()
        body = get(f"pages/{event.pk}/")
        assert body.json()["venues"] == []
        assert body.json()["body"][0]["value"] is None
        assert "Hidden" not in body.content.decode()


def test_pages_that_are_gone_leave_no_trace(get, make_event):
    event = make_event(
        teaser='<p><a linktype="page" id="9999">gone</a> <a linktype="page" id="x">odd</a></p>',
        body=[{"type": "page", "value": 9999}],
    )
    body = get(f"pages/{event.pk}/").json()
    assert body["teaser"] == "<p>gone odd</p>"
    assert body["body"][0]["value"] is None
