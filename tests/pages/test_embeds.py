"""Which providers of videos a project may allow."""

import re
from pathlib import Path

import pytest

from pages.checks import check_embed_providers
from pages.embeds import explain_refusal, find_video, provider_names

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


PLAYER = "https://player.vimeo.com/video/823267311?dnt=1"
UNLISTED = f"{PLAYER}&h=3226ad8ef9"
YOUTUBE = "https://www.youtube-nocookie.com/embed/Ffu-2jEdLPw"


@pytest.mark.parametrize(
    ("url", "embed_url"),
    [
        ("https://vimeo.com/823267311", PLAYER),
        ("https://vimeo.com/823267311/3226ad8ef9", UNLISTED),
        ("https://vimeo.com/823267311/3226ad8ef9?share=copy", UNLISTED),
        ("https://vimeo.com/823267311/3226ad8ef9/", UNLISTED),
        ("https://vimeo.com/823267311?h=3226ad8ef9", UNLISTED),
        ("https://www.vimeo.com/823267311/3226ad8ef9", UNLISTED),
        ("https://player.vimeo.com/video/823267311?h=3226ad8ef9", UNLISTED),
        ("https://player.vimeo.com/video/823267311?autoplay=1&h=3226ad8ef9#t=1m30s", f"{UNLISTED}#t=90s"),
        ("https://vimeo.com/823267311/3226ad8ef9#t=95s", f"{UNLISTED}#t=95s"),
        ("https://vimeo.com/823267311#t=1h2m3s", f"{PLAYER}#t=3723s"),
        ("https://vimeo.com/channels/staffpicks/823267311", PLAYER),
        ("https://vimeo.com/groups/care/videos/823267311", PLAYER),
        ("https://vimeo.com/showcase/7008490/video/823267311", PLAYER),
        ("https://vimeo.com/album/7008490/video/823267311?h=3226ad8ef9", UNLISTED),
        ("https://vimeo.com/manage/videos/823267311/3226ad8ef9", UNLISTED),
        ("https://vimeo.com/823267311/settings", PLAYER),
        ("https://vimeo.com/823267311?h=javascript:alert(1)", PLAYER),
        ("https://www.youtube.com/watch?v=Ffu-2jEdLPw&t=95s", f"{YOUTUBE}?start=95"),
        ("https://youtu.be/Ffu-2jEdLPw?t=95", f"{YOUTUBE}?start=95"),
        ("https://youtu.be/Ffu-2jEdLPw?si=x&t=1m35s", f"{YOUTUBE}?start=95"),
        ("https://youtu.be/Ffu-2jEdLPw#t=1:35", f"{YOUTUBE}?start=95"),
        ("https://www.youtube.com/embed/Ffu-2jEdLPw?start=95", f"{YOUTUBE}?start=95"),
        ("https://www.youtube.com/embed/Ffu-2jEdLPw?end=120&start=95", f"{YOUTUBE}?end=120&start=95"),
        ("https://www.youtube-nocookie.com/embed/Ffu-2jEdLPw?start=95", f"{YOUTUBE}?start=95"),
        ("https://www.youtube.com/watch?time_continue=95&v=Ffu-2jEdLPw", f"{YOUTUBE}?start=95"),
        ("https://m.youtube.com/shorts/Ffu-2jEdLPw", YOUTUBE),
        ("https://music.youtube.com/watch?v=Ffu-2jEdLPw&list=RD", YOUTUBE),
        ("https://www.youtube.com/live/Ffu-2jEdLPw?t=0", YOUTUBE),
        ("http://www.youtube.com/watch?v=Ffu-2jEdLPw", YOUTUBE),
        ("https://youtu.be/Ffu-2jEdLPw?t=soon", YOUTUBE),
    ],
)
def test_the_secret_and_the_start_of_a_video_reach_its_player(url, embed_url):
    assert find_video(url).embed_url == embed_url


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.youtube.com/playlist?list=PL1", "This is a playlist. Open one video"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "This is a playlist."),
        ("https://www.youtube.com/@clinic", "This is a channel."),
        ("https://www.youtube.com/clip/UgkxA", "This is a clip"),
        (
            "https://vimeo.com/someone/review/823267311/3226ad8ef9",
            "for reviewers of the video. Open the video on Vimeo",
        ),
        ("https://vimeo.com/event/12345", "This is an event."),
        ("https://vimeo.com/showcase/7008490", "This is a collection of videos."),
        ("https://videos.example/1", "not the URL of a video on YouTube, Vimeo"),
    ],
)
def test_an_address_that_is_not_of_one_video_is_refused_with_the_way_to_the_right_one(url, words):
    assert find_video(url) is None
    assert words in explain_refusal(url)


def test_a_secret_is_kept_where_a_case_says_so():
    cases = Path(__file__).parents[3] / "shared/cases/video-addresses.txt"
    if not cases.exists():
        pytest.skip("The cases are not here.")
    for line in cases.read_text().splitlines():
        url = line.partition(" ")[0]
        if url.startswith("https://"):
            assert {"h=3226ad8ef9", "start=95"} & set(re.split("[?&]", find_video(url).embed_url)), url
