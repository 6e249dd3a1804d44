"""A web server in front sends the files, when the CMS has said that the visitor may have them: nginx, as documented."""

import getpass
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.test.testcases import QuietWSGIRequestHandler
from wagtail.models import CollectionViewRestriction

from tests.media.factories import SMALLEST_PDF, DocumentFactory, ImageFactory

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
DOCUMENTATION = Path(__file__).resolve().parents[2] / "docs" / "media.md"
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
    with running_nginx(cms, tmp_path) as address:
        made = requests.get(address + rendition(image), timeout=30)
        assert made.headers["Content-Type"].startswith("image/")
        assert made.content[:3] in (b"\xff\xd8\xff", b"RIF")
        assert made.headers["Cache-Control"].endswith("immutable")
        part = requests.get(address + document.url, headers={"Range": "bytes=0-4"}, timeout=30)
        assert (part.status_code, part.content) == (206, SMALLEST_PDF[:5])
        assert part.headers["Content-Disposition"].startswith("attachment")
        assert part.headers["X-Content-Type-Options"] == "nosniff"
        CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
        stored = [image.file.name, document.file.name, rendition(image).removeprefix("/uploads/")]
        for path in [f"{PREFIX}/{name}" for name in stored] + [f"/uploads/{name}" for name in stored]:
            assert requests.get(address + path, timeout=30).status_code == 404


class running_nginx:  # noqa: N801  (reads as a sentence)
    """nginx with the configuration of docs/media.md, in front of the server at ``origin``."""

    def __init__(self, origin, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        documented = re.search(r"```nginx\n(.*?)```", DOCUMENTATION.read_text(), re.DOTALL)[1]
        documented = documented.replace("http://127.0.0.1:8000", origin)
        documented = documented.replace("/srv/clinic/var/uploads", f"{folder}/uploads")
        # Its workers would be somebody who may not read the folders of tests.
        user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        server = f"server {{ listen 127.0.0.1:{self.port};\n{documented}\n}}"
        self.configuration = folder / "nginx.conf"
        self.configuration.write_text(
            f"{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
            f"events {{}} http {{ access_log off; {places}\n{server} }}"
        )

    def __enter__(self):
        self.process = subprocess.Popen(  # noqa: S603
            [NGINX, "-c", str(self.configuration)], stderr=subprocess.DEVNULL
        )
        self._wait()
        return f"http://127.0.0.1:{self.port}"

    def _wait(self):
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        pytest.fail("nginx does not start with the documented configuration")

    def __exit__(self, *exc):
        self.process.terminate()
        self.process.wait(20)
