from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client

from api.checks import check_viewer


def test_the_page_loads_files_of_this_server_only_and_they_are_there(client: Client):
    page = BeautifulSoup(client.get("/api/v2/docs/").content, "html.parser")
    addresses = [tag["src"] for tag in page.find_all("script")]
    addresses += [tag["href"] for tag in page.find_all("link", rel="stylesheet")]
    assert len(addresses) == 3
    for address in addresses:
        assert address.startswith("/static/")
        assert finders.find(address.removeprefix("/static/")), address
    assert page.find(id="documentation")["data-schema"] == "/api/v2/schema/"


def test_no_script_stands_in_the_page_and_nothing_may_be_asked_of_other_hosts(client: Client):
    response = client.get("/api/v2/docs/")
    page = BeautifulSoup(response.content, "html.parser")
    assert not any(script.string for script in page.find_all("script"))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy


def test_nothing_can_be_sent_to_it(client: Client):
    assert client.post("/api/v2/docs/").status_code == 405


def test_without_the_files_of_the_viewer_it_leads_to_the_description(client: Client, settings):
    settings.STATICFILES_DIRS = []
    response = client.get("/api/v2/docs/")
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert not page.find_all(["script", "noscript"])
    assert page.find("a")["href"] == "/api/v2/schema/"
    assert [message.id for message in check_viewer(None)] == ["clinic_api.W003"]


def test_with_them_there_is_nothing_to_say():
    assert check_viewer(None) == []
