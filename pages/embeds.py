"""Videos of allowed providers, identified by their URL alone: nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_YOUTUBE = r"https?://(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com"
_VIMEO = r"https?://(?:www\.)?vimeo\.com"
_VIDEO_PAGE = gettext_lazy("Open one video in it, and copy the URL of that video.")
_SHARED_LINK = gettext_lazy(
    "Open the video on Vimeo, choose “Share” and copy the link, such as https://vimeo.com/823267311. For an "
    "unlisted video, copy the part after the number too, such as https://vimeo.com/823267311/3226ad8ef9."
)

# Each pattern has a group ``id`` with the video's id, and for unlisted videos a group ``hash`` with the secret;
# ``embed_url`` is the URL of a player that sets no cookies. ``player`` has further options for the player: the
# parameters of its query, and the beginning of its fragment. ``refused`` says what to do about the provider's URLs that
# are not of a single video.
DEFAULT_PROVIDERS: dict[str, dict[str, Any]] = {
    "youtube": {
        "name": "YouTube",
        "patterns": [
            rf"{_YOUTUBE}/watch/?\?(?:[^#]*&)?v=(?P<id>[\w-]{{11}})(?:[&#].*)?",
            rf"{_YOUTUBE}/(?:embed|shorts|live|v|e)/(?!videoseries)(?P<id>[\w-]{{11}})/?(?:[?&#].*)?",
            r"https?://(?:www\.)?youtu\.be/(?P<id>[\w-]{11})/?(?:[?&#].*)?",
        ],
        "embed_url": "https://www.youtube-nocookie.com/embed/{id}",
        "player": {"start": "start", "end": "end"},
        "refused": [
            (rf"{_YOUTUBE}/(?:playlist|embed/videoseries)\b.*", gettext_lazy("This is a playlist.")),
            (rf"{_YOUTUBE}/clip/.*", gettext_lazy("This is a clip, which has no player of its own.")),
            (rf"{_YOUTUBE}/(?:@|channel/|c/|user/).*", gettext_lazy("This is a channel.")),
        ],
        "advice": _VIDEO_PAGE,
    },
    "vimeo": {
        "name": "Vimeo",
        "patterns": [
            rf"{_VIMEO}/(?P<id>\d{{5,12}})(?:/(?P<hash>[0-9a-f]{{6,40}}))?(?:[/?#].*)?",
            rf"{_VIMEO}/manage/videos/(?P<id>\d{{5,12}})(?:/(?P<hash>[0-9a-f]{{6,40}}))?(?:[/?#].*)?",
            rf"{_VIMEO}/(?:channels|ondemand)/[\w-]+/(?P<id>\d{{5,12}})(?:[/?#].*)?",
            rf"{_VIMEO}/(?:groups/[\w-]+/videos|(?:showcase|album)/[\w-]+/video)/(?P<id>\d{{5,12}})(?:[/?#].*)?",
            r"https?://player\.vimeo\.com/video/(?P<id>\d{5,12})(?:[/?#].*)?",
        ],
        "embed_url": "https://player.vimeo.com/video/{id}?dnt=1",
        "player": {"hash": "h", "start": "#t"},
        "refused": [
            (rf"{_VIMEO}/(?:[\w-]+/)?review/.*", gettext_lazy("This URL is for reviewers of the video.")),
            (rf"{_VIMEO}/event/.*", gettext_lazy("This is an event.")),
            (rf"{_VIMEO}/(?:showcase|album|channels|groups)/.*", gettext_lazy("This is a collection of videos.")),
        ],
        "advice": _SHARED_LINK,
    },
}

_HASH = re.compile("[0-9a-f]{6,40}")
_CLOCK = re.compile(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,4}):(?P<seconds>\d{1,2})")
_SPAN = re.compile(r"(?:(?P<hours>\d{1,2})h)?(?:(?P<minutes>\d{1,4})m)?(?:(?P<seconds>\d{1,6})s?)?", re.IGNORECASE)
_STARTS = ("t", "start", "time_continue")
_FRAGMENT = "#"


@dataclass(frozen=True)
class Video:
    """A video: the provider's key, the video's id there, and the URL of its player."""

    provider: str
    video_id: str
    embed_url: str


def providers() -> dict[str, dict[str, Any]]:
    """The allowed providers: ``CLINIC_EMBED_PROVIDERS`` (a dictionary, or the path of one), or YouTube and Vimeo."""
    configured = getattr(settings, "CLINIC_EMBED_PROVIDERS", None)
    if isinstance(configured, str):
        return import_string(configured)
    return DEFAULT_PROVIDERS if configured is None else configured


def provider_names() -> str:
    """The names of the allowed providers, for messages: ``YouTube, Vimeo``."""
    return ", ".join(provider["name"] for provider in providers().values())


def find_video(url: str) -> Video | None:
    """The video at ``url``, or None if no allowed provider has such a URL. The player's URL includes the secret of an
    unlisted video, and its start and end.
    """
    url = url.strip()
    for key, provider in providers().items():
        for pattern in provider["patterns"]:
            if match := re.fullmatch(pattern, url):
                return Video(key, match["id"], _player_address(provider, match, url))
    return None


def explain_refusal(url: str) -> str:
    """Why there is no video at ``url``, in sentences that lead to the right URL."""
    for provider in providers().values():
        for pattern, reason in provider.get("refused", ()):
            if re.fullmatch(pattern, url.strip()):
                return f"{reason} {provider['advice']}"
    message = _("This is not the URL of a video on %(providers)s. Open the video there and copy its URL.")
    return message % {"providers": provider_names()}


def _player_address(provider: dict[str, Any], match: re.Match[str], url: str) -> str:
    address = provider["embed_url"].format(id=match["id"])
    names = provider.get("player", {})
    for option, value in _options(match, url).items():
        name = names.get(option)
        if name is None or not value:
            continue
        if name.startswith(_FRAGMENT):
            address = f"{address}{name}={value}s"
        else:
            address = f"{address}{'&' if '?' in address else '?'}{name}={value}"
    return address


def _options(match: re.Match[str], url: str) -> dict[str, Any]:
    """The options in a URL besides the video's id. Those for the fragment are last."""
    parts = urlsplit(url)
    told = {name: values[0] for text in (parts.fragment, parts.query) for name, values in parse_qs(text).items()}
    secret = match.groupdict().get("hash") or told.get("h", "")
    return {
        "hash": secret if _HASH.fullmatch(secret) else None,
        "end": _seconds(told.get("end", "")),
        "start": next((seconds for name in _STARTS if (seconds := _seconds(told.get(name, "")))), 0),
    }


def _seconds(text: str) -> int:
    """Seconds from "95", "95s", "1m30s" or "1:30"; 0 for anything else."""
    match = _CLOCK.fullmatch(text) or _SPAN.fullmatch(text)
    hours, minutes, seconds = (
        (int(match[name] or 0) for name in ("hours", "minutes", "seconds")) if match else (0, 0, 0)
    )
    return hours * 3600 + minutes * 60 + seconds
