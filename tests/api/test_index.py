import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from api.endpoints.pages import PagesViewSet
from api.router import Router


def test_the_index_names_every_endpoint(get, site):
    body = get("").json()
    assert body["pages"] == "http://127.0.0.1:8000/api/v2/pages/"
    assert {"pages", "images", "documents", "redirects"} <= body.keys()
    assert reverse("clinic_api:index") == "/api/v2/"


def test_a_path_without_its_last_slash_is_mended(client, site):
    response = client.get("/api/v2/pages?limit=1")
    assert (response.status_code, response["Location"]) == (301, "/api/v2/pages/?limit=1")


def test_answers_are_compact_utf8_json(get, make_event):
    make_event(title="Café")
    response = get("pages/", type="plugin.EventPage", fields="_,title")
    assert response.content.decode() == '{"meta":{"total_count":1},"items":[{"title":"Café"}]}'
    assert response["Content-Type"] == "application/json"


def test_head_answers_like_get_without_a_body(client, site):
    response = client.head("/api/v2/pages/")
    assert (response.status_code, response.content) == (200, b"")


def test_two_endpoints_cannot_have_one_name():
    class Other(PagesViewSet):
        pass

    router = Router()
    router.register_endpoint("pages", PagesViewSet)
    router.register_endpoint("pages", PagesViewSet)
    with pytest.raises(ImproperlyConfigured, match="already has an endpoint named 'pages'"):
        router.register_endpoint("pages", Other)
