"""Which providers of videos a project may allow."""

import pytest

from pages.checks import check_embed_providers
from pages.embeds import find_video, provider_names

PEERTUBE = {
    "name": "PeerTube",
    "patterns": [r"https://videos\.example/w/(?P<id>\w+)"],
    "embed_url": "https://videos.example/embed/{id}",
}


def test_a_project_chooses_its_own_providers(settings):
    settings.CLINIC_EMBED_PROVIDERS = {"peertube": PEERTUBE}
    assert find_video("https://videos.example/w/a1").embed_url == "https://videos.example/embed/a1"
    assert find_video("https://vimeo.com/76979871") is None
    assert provider_names() == "PeerTube"
    assert check_embed_providers(None) == []


@pytest.mark.parametrize(
    "providers",
    [
        {"peertube": {**PEERTUBE, "patterns": ["https://videos.example/(.*)"]}},
        {"peertube": {**PEERTUBE, "patterns": []}},
        {"peertube": {**PEERTUBE, "patterns": ["(?P<id>"]}},
        {"peertube": {**PEERTUBE, "embed_url": "http://videos.example/{id}"}},
        {"peertube": {**PEERTUBE, "embed_url": "https://videos.example/"}},
        {"peertube": {"name": "PeerTube"}},
        {"peertube": None},
        ["peertube"],
        "no.such.providers",
    ],
)
def test_a_setting_that_cannot_work_is_found_by_the_checks(settings, providers):
    settings.CLINIC_EMBED_PROVIDERS = providers
    assert [fault.id for fault in check_embed_providers(None)] == ["clinic_pages.E001"]


def test_the_providers_that_come_with_the_project_work():
    assert check_embed_providers(None) == []
