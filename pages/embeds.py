"""Videos of allowed providers, known by their address alone: nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

# Each pattern finds the video's id as ``id``; ``embed_url`` is the address of a player that sets no cookies.
DEFAULT_PROVIDERS: dict[str, dict[str, Any]] = {
    "youtube": {
        "name": "YouTube",
        "patterns": [
            r"https://(?:www\.|m\.)?youtube\.com/watch\?(?:[^#]*&)?v=(?P<id>[\w-]{11})(?:[&#].*)?",
            r"https://(?:www\.)?youtube\.com/(?:embed|shorts|live)/(?P<id>[\w-]{11})(?:[?#].*)?",
            r"https://youtu\.be/(?P<id>[\w-]{11})(?:[?#].*)?",
        ],
        "embed_url": "https://www.youtube-nocookie.com/embed/{id}",
    },
    "vimeo": {
        "name": "Vimeo",
        "patterns": [
            r"https://(?:www\.)?vimeo\.com/(?P<id>\d{5,12})(?:[/?#].*)?",
            r"https://player\.vimeo\.com/video/(?P<id>\d{5,12})(?:[?#].*)?",
        ],
        "embed_url": "https://player.vimeo.com/video/{id}?dnt=1",
    },
}


@dataclass(frozen=True)
class Video:
    """A video: the provider's key, the video's id there, and the address of its player."""

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
    """The video at ``url``, or None where no allowed provider has such an address."""
    for key, provider in providers().items():
        for pattern in provider["patterns"]:
            if match := re.fullmatch(pattern, url.strip()):
                return Video(key, match["id"], provider["embed_url"].format(id=match["id"]))
    return None
