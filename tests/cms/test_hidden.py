"""Nothing hidden is sent to a stranger by any address, and nothing that staff alone may see is public."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import CollectionViewRestriction, GroupCollectionPermission, Page, Site

from api.represent.representations import type_name
from media.models import ClinicDocument, ClinicImage
from tests.cms.hidden import (
    MARK,
    addresses,
    body_of,
    hide_every_kind,
    hide_everything,
    is_hidden_file,
    logged_in,
    patterns,
    shows_hidden,
    stored_files,
)
from tests.freshness.addresses import details, documents
from tests.made_up.objects import page_types
from tests.media.factories import root_collection
from tests.plugin.endpoints import VenuesViewSet, registered
from tests.plugin.models import Venue

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PROPFIND")


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def hidden(uploads):
    things = hide_everything()
    staff = User.objects.create_superuser("maker", password="open sesame")
    client = logged_in(staff)
    # Whatever may be kept of a picture that somebody was allowed to see.
    for image in ClinicImage.objects.all():
        for url in _renditions(image):
            assert client.get(url).status_code == 200
    return things


def _renditions(image):
    shown = image.get_api_representation()
    sources = [place["url"] for source in shown["sources"] for place in source["srcset"][:1]]
    return ["/uploads/" + url.partition("/uploads/")[2] for url in [*sources, shown["meta"]["download_url"]]]


def user_of(collection, *codenames):
    """Who may open the admin and has these permissions for one collection."""
    group = Group.objects.create(name=f"Editors of {collection.name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        # Wagtail keeps the permissions of whichever model is chosen at its own.
        for model, app in (("image", "wagtailimages"), ("document", "wagtaildocs")):
            permission = Permission.objects.get(codename=f"{codename}_{model}", content_type__app_label=app)
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    user = User.objects.create_user(f"editor-{collection.pk}", password="open sesame")
    user.groups.add(group)
    return user


def asked_by_stranger(hidden):
    files = stored_files()
    for shape in patterns():
        # Every view of the admin sends a stranger to its login, whatever is asked for.
        things = hidden[:2] if shape[0].startswith("admin/") else hidden
        yield from addresses(shape, things, files)


def test_no_address_shows_a_stranger_anything_hidden(hidden, client):
    client.raise_request_exception = False
    asked = set(asked_by_stranger(hidden))
    leaks = [url for url in sorted(asked) if shows_hidden(body_of(client.get(url)))]
    assert leaks == []
    assert {f"/uploads/{name}" for name in stored_files()} <= asked


def api_paths(hidden):
    """Every path of the API, with the keys and the places of what is hidden."""
    yield from documents()
    for name, things in hidden.items():
        for thing in things:
            yield from details(name, thing.pk)
            if isinstance(thing, Page):
                yield f"pages/find/?html_path=/{thing.slug}/"
    yield from (f"pages/?type={type_name(model)}&fields=*&limit=100" for model in page_types())


def test_no_path_of_the_api_shows_a_stranger_anything_of_what_is_hidden_whatever_kind_it_is(client):
    hidden = hide_every_kind(Site.objects.get(is_default_site=True).root_page)
    answers = {path: client.get(f"/api/v2/{path}") for path in api_paths(hidden)}
    assert [path for path, answer in answers.items() if shows_hidden(body_of(answer))] == []
    assert {answer.status_code for answer in answers.values()} == {200, 404, 410}
    keys = [f"{name}/{thing.pk}/" for name, things in hidden.items() for thing in things]
    assert {answers[path].status_code for path in keys} == {404}
    assert client.get(f"/api/v2/search/?q={MARK}").json()["items"] == []


def test_an_endpoint_that_is_registered_is_among_them(client):
    with registered("venues", VenuesViewSet):
        hidden = hide_every_kind(Site.objects.get(is_default_site=True).root_page)
        (venue,) = hidden["venues"]
        assert {"venues/?fields=*&limit=100", f"venues/{venue.pk}/"} <= set(api_paths(hidden))
        Venue.objects.update(live=True)
        assert shows_hidden(body_of(client.get(f"/api/v2/venues/{venue.pk}/")))


def test_no_address_of_a_file_says_by_its_status_that_something_hidden_is_there(hidden, client):
    """Neither by the answer to a condition, nor to a part, nor by another method or spelling."""
    told = []
    conditions = [
        {},
        {"if-none-match": "*"},
        {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"range": "bytes=0-9"},
    ]
    for name in [name for name in stored_files() if not name.startswith("documents/")]:
        path = f"/uploads/{name}"
        spellings = [path, path.replace("/", "//"), path.upper(), f"{path}.", path.replace("/", "\\"), f"/{path}"]
        spellings += [path.replace(".", "%2e"), path.replace("/uploads/", "/uploads/%2e/"), f"{path}/", f"{path}%00"]
        requests = [("GET", path, condition) for condition in conditions]
        requests += [(method, path, {}) for method in METHODS] + [("GET", spelling, {}) for spelling in spellings]
        for method, url, headers in requests:
            response = client.generic(method, url, headers=headers)
            if response.status_code < 400 and method != "OPTIONS":
                told.append((method, url, headers, response.status_code))
    assert told == []


def test_whoever_has_rights_on_another_collection_alone_is_shown_no_private_file(hidden):
    editor = logged_in(user_of(root_collection().add_child(name="Elsewhere"), "add", "change", "choose"))
    files = stored_files()
    asked = {url for shape in patterns() if _names_files(shape) for url in addresses(shape, hidden, files)}
    asked -= {f"/uploads/{name}" for name in files if name.startswith("avatar_images/")}
    # A collection for everybody who has logged in is for this editor, too.
    CollectionViewRestriction.objects.filter(restriction_type="login").update(restriction_type="password")
    assert [url for url in sorted(asked) if is_hidden_file(body_of(editor.get(url)))] == []


def _names_files(shape):
    return not {"image_id", "path", "doc_id", "document_id", "_0", "version"}.isdisjoint(shape[1])


def test_staff_see_private_files_that_they_have_rights_on_and_no_cache_keeps_them(hidden):
    editor = logged_in(user_of(root_collection(), "choose"))
    files = stored_files()
    shown = {}
    for shape in patterns():
        if _names_files(shape):
            for url in addresses(shape, hidden, files):
                response = editor.get(url)
                if is_hidden_file(body_of(response)):
                    shown[url] = response["Cache-Control"]
    assert {value for value in shown.values() if "public" in value or "no-store" not in value} == set()
    seen = {"/".join(url.split("/")[1:3]) for url in shown}
    assert {"uploads/images", "uploads/original_images", "uploads/renditions", "uploads/avatar_images"} <= seen
    documents = {url for url in shown if url.startswith("/documents/")}
    assert len(documents) == 2 * ClinicDocument.objects.count()


def test_whoever_may_change_images_is_shown_previews_that_no_cache_keeps(hidden):
    editor = logged_in(user_of(root_collection(), "change"))
    image = ClinicImage.objects.first()
    response = editor.get(f"/admin/images/{image.pk}/preview/max-165x165/")
    assert is_hidden_file(body_of(response))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_visitors_who_meet_a_restriction_are_shown_what_no_cache_keeps(hidden, kind):
    visitor = User.objects.create_user("visitor", password="open sesame")
    visitor.groups.add(Group.objects.get(name="Readers"))
    client = Client() if kind == "password" else logged_in(visitor)
    for restriction in CollectionViewRestriction.objects.filter(restriction_type=kind):
        if kind == "password":
            form = {"password": "open sesame", "return_url": "/healthz"}
            client.post(f"/documents/authenticate_with_password/{restriction.pk}/", form)
        image = ClinicImage.objects.filter(collection__path__startswith=restriction.collection.path).get()
        for url in [*_renditions(image), f"/uploads/{image.file.name}"]:
            response = client.get(url)
            assert is_hidden_file(body_of(response))
            assert response["Cache-Control"] == "private, no-store"
