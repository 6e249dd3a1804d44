"""A web server in front sends the files, when the CMS has said that the visitor may have them: nginx, as documented."""

import threading
from pathlib import Path

import pytest
import requests
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.test.testcases import QuietWSGIRequestHandler
from wagtail.models import CollectionViewRestriction

from tests.freshness.servers import NGINX, nginx, nginx_elsewhere
from tests.media.factories import SMALLEST_PDF, DocumentFactory, ImageFactory

PREFIX = "/stored"


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.CLINIC_ACCEL_REDIRECT = PREFIX
    return settings.MEDIA_ROOT


@pytest.fixture
def image(uploads):
    return ImageFactory(file__width=60, file__height=40)


@pytest.fixture
def cms(uploads):
    """The address of the application alone: the test server of Django sends uploads by itself."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(20)
    server.server_close()


def rendition(image):
    return "/uploads/" + image.get_api_representation()["url"].partition("/uploads/")[2]


@pytest.mark.django_db
def test_the_web_server_is_told_which_file_to_send_and_to_whom(client, image):
    document = DocumentFactory(file__filename="visiting hours.pdf")
    for url in (rendition(image), f"/uploads/{image.file.name}", document.url):
        response = client.get(url)
        response = client.get(url)  # A rendition that was made just now is told of, too.
        assert (response.status_code, response.content) == (200, b"")
        assert response["X-Accel-Redirect"].startswith(f"{PREFIX}/")
        assert response["Cache-Control"].startswith("public")
    assert client.get(document.url)["Content-Disposition"].startswith("attachment")
    CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
    for url in (rendition(image), f"/uploads/{image.file.name}", document.url):
        assert "X-Accel-Redirect" not in client.get(url)
    staff = Client()
    staff.force_login(User.objects.create_superuser("maker", password="open sesame"))
    assert staff.get(rendition(image))["Cache-Control"] == "private, no-store"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")
def test_nginx_as_documented_sends_the_bytes_and_nothing_that_the_cms_does_not_name(image, cms, tmp_path):
    document = DocumentFactory(file__filename="hours.pdf")
    with nginx(cms, tmp_path, uploads=tmp_path / "uploads") as web, requests.Session() as session:
        session.verify, session.trust_env = web.certificate, False
        address = web.address
        made = session.get(address + rendition(image), timeout=30)
        assert made.headers["Content-Type"].startswith("image/")
        assert made.content[:3] in (b"\xff\xd8\xff", b"RIF")
        assert made.headers["Cache-Control"].endswith("immutable")
        part = session.get(address + document.url, headers={"Range": "bytes=0-4"}, timeout=30)
        assert (part.status_code, part.content) == (206, SMALLEST_PDF[:5])
        assert part.headers["Content-Disposition"].startswith("attachment")
        assert part.headers["X-Content-Type-Options"] == "nosniff"
        CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
        stored = [image.file.name, document.file.name, rendition(image).removeprefix("/uploads/")]
        for path in [f"{PREFIX}/{name}" for name in stored] + [f"/uploads/{name}" for name in stored]:
            assert session.get(address + path, timeout=30).status_code == 404


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.urls("tests.media.urls_elsewhere")
@pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")
def test_nginx_of_another_project_sends_no_more_than_that_project_names(image, cms, tmp_path):
    thumbnail = image.get_rendition("max-32x32")
    stored = [image.file.name, thumbnail.file.name]
    with nginx_elsewhere(cms, tmp_path, tmp_path / "uploads") as address, requests.Session() as session:
        session.trust_env = False
        for name in stored:
            sent = session.get(f"{address}/uploads/{name}", timeout=30)
            assert sent.content[:2] == b"\xff\xd8"
            assert sent.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in sent.headers["Content-Security-Policy"]
        CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
        for name in [*stored, DocumentFactory(collection=image.collection).file.name]:
            for path in (f"/uploads/{name}", f"{PREFIX}/{name}", f"/uploads/x/../{name}", f"/uploads//{name}"):
                assert session.get(address + path, timeout=30).status_code == 404
