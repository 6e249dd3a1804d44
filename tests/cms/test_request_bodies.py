"""Bodies that are too large are refused by their headers: none of them is read, or put on the disk."""

import asyncio
import json

import pytest
from asgiref.sync import async_to_sync
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from cms.asgi import application
from cms.asgi_bodies import LimitedBodies
from cms.request_bodies import limit_for
from tests.cms.hidden import logged_in
from tests.media.factories import root_collection
from tests.media.pictures import picture

MIB = 1024 * 1024


@pytest.fixture
def spooled(monkeypatch):
    """Names of the files that Django puts on the disk."""
    names = []
    made = uploadhandler.TemporaryUploadedFile

    def note(*args, **kwargs):
        names.append(args[0])
        return made(*args, **kwargs)

    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", note)
    return names


def upload(size):
    return {"file": SimpleUploadedFile("big.bin", b"x" * size)}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/admin/login/",
        "/admin/password_reset/",
        "/admin/images/add/",
        "/login/",
        "/documents/authenticate_with_password/1/",
        "/uploads/images/a.png",
        "/nothing/here",
        "/api/v2/pages/",
        "/api/v2/search/",
    ],
)
def test_a_large_body_of_a_stranger_is_refused_before_it_is_read(client, spooled, method, path):
    response = getattr(client, method)(path, b"x" * MIB, content_type="multipart/form-data; boundary=b")
    assert response.status_code == 413
    assert response["Cache-Control"] == "no-store"
    if path.startswith("/api/"):
        assert response["Content-Type"] == "application/problem+json"
        problem = json.loads(response.content)
        assert problem["type"] == "urn:clinic-api:problem:body-too-large"
        assert "256.0\xa0KB" in problem["detail"]
    else:
        assert response.content.decode().startswith("The body of this request is too large: at most 256.0\xa0KB")
    assert spooled == []


@pytest.mark.django_db
def test_no_body_of_a_stranger_is_put_on_the_disk_and_forms_of_usual_size_go_on_working(client, spooled):
    assert client.post("/admin/login/", upload(200 * 1024)).status_code == 200
    assert client.post("/admin/login/", upload(3 * MIB)).status_code == 413
    assert client.get("/api/v2/", headers={"content-length": "not a number"}).status_code == 200
    assert spooled == []


@pytest.mark.django_db
def test_a_project_may_take_more(client, settings):
    settings.CLINIC_REQUEST_MAX_BYTES = 2 * MIB
    assert client.post("/admin/login/", upload(MIB)).status_code == 200


@pytest.mark.django_db
def test_staff_upload_files_to_the_admin_and_are_told_the_limit_beside_the_field(admin_client, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = MIB
    large = upload(MIB + 10)["file"]
    form = {"title": "Garden", "alt_text": "A bench", "collection": root_collection().pk}
    response = admin_client.post(reverse("wagtailimages:add"), {**form, "file": large})
    assert response.status_code == 200
    assert "the limit is 1.0\xa0MB" in response.content.decode()
    taken = upload(1)["file"]
    taken.name, taken.content_type = "garden.jpg", "image/jpeg"
    taken.file.seek(0)
    taken.file.write(picture(size=(60, 40)) + bytes(300 * 1024))
    taken.size = taken.file.tell()
    taken.file.seek(0)
    assert admin_client.post(reverse("wagtailimages:add"), {**form, "file": taken}).status_code == 302
    assert admin_client.post(reverse("wagtailimages:add"), {**form, **upload(11 * MIB)}).status_code == 413


@pytest.mark.django_db
def test_staff_have_no_larger_limit_where_nothing_is_uploaded(admin_client, django_user_model):
    for path in ("/api/v2/pages/", "/", "/documents/authenticate_with_password/1/"):
        assert admin_client.post(path, upload(MIB)).status_code == 413
    assert admin_client.post("/admin/", b"x" * 11 * MIB, content_type="application/json").status_code == 413
    reader = logged_in(django_user_model.objects.create_user("reader", password="open sesame"))
    assert reader.post("/admin/images/add/", upload(MIB)).status_code == 413


@pytest.mark.django_db
def test_a_session_that_is_made_up_is_no_staff():
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    assert client.post("/admin/images/add/", upload(MIB)).status_code == 413


def test_no_limit_on_uploads_is_no_limit(settings, admin_user):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = None
    request = RequestFactory().post("/admin/images/add/", upload(1))
    request.user = admin_user
    assert limit_for(request) is None


async def read_all(scope, receive, send):
    """As Django does before it looks at anything."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.mark.django_db
@pytest.mark.parametrize("says", ["nothing", "less", "all"])
def test_behind_asgi_no_more_is_read_than_is_taken_whatever_the_headers_say(says, admin_client):
    cookie = f"sessionid={admin_client.cookies['sessionid'].value}".encode()

    async def status_of(path, headers):
        length = {"nothing": [], "less": [(b"content-length", b"5")], "all": [(b"content-length", b"2097152")]}[says]
        kind = (b"content-type", b"multipart/form-data; boundary=b")
        scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "http_version": "1.1"}
        coming = [{"type": "http.request", "body": b"x" * MIB, "more_body": more} for more in (True, False)]
        sent = []

        async def receive():
            return coming.pop(0) if coming else await asyncio.Future()

        async def send(message):
            sent.append(message)

        await LimitedBodies(read_all)({**scope, "headers": [kind, *headers, *length]}, receive, send)
        return sent[0]["status"]

    # What asks the database runs in this thread, where the test's transaction is.
    status = async_to_sync(status_of)
    assert status("/admin/login/", []) == 413
    assert status("/api/v2/pages/", [(b"cookie", cookie)]) == 413
    assert status("/admin/images/add/", [(b"cookie", cookie)]) == 200
    assert isinstance(application, LimitedBodies)
