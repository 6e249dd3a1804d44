from typing import Any

import pytest
from django.test import Client

from cms.file_caching import file_cache_headers
from tests.media.factories import DocumentFactory, ImageFactory

pytestmark = pytest.mark.django_db

VARNISH = {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": []}
CLOUDFLARE = {"BACKEND": "api.purging.backends.CloudflareBackend", "ZONE_ID": "z", "API_TOKEN": "t"}


@pytest.fixture(autouse=True)
def _uploads(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_each_cache_finds_the_keys_of_a_file_in_its_own_header(settings: Any) -> None:
    image, document = ImageFactory(file__width=6, file__height=4), DocumentFactory()
    assert file_cache_headers(image) == {}
    settings.CLINIC_CACHE_PURGE = {"varnish": VARNISH, "cloudflare": CLOUDFLARE}
    assert file_cache_headers(image) == {
        "Surrogate-Key": f"clinic-api clinicimage-{image.pk}",
        "Cache-Tag": f"clinic-api,clinicimage-{image.pk}",
    }
    assert file_cache_headers(document)["Surrogate-Key"] == f"clinic-api clinicdocument-{document.pk}"


def test_a_project_that_names_no_keys_has_caches_ask_each_time(client: Client, settings: Any) -> None:
    settings.CLINIC_CACHE_PURGE = {"varnish": VARNISH}
    address = ImageFactory(file__width=6, file__height=4).file.url
    assert "s-maxage" not in client.get(address)["Cache-Control"]
    settings.CLINIC_FILE_CACHE_HEADERS = None
    answer = client.get(address)
    assert "s-maxage=0" in answer["Cache-Control"]
    assert "Surrogate-Key" not in answer
