from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .representations import OpenGraphImageRepresentation, XCardRepresentation

_PROFILE = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/@?(\w{1,15})/?(?:[?#].*)?", re.IGNORECASE | re.ASCII
)
_NO_NAMES = frozenset(["hashtag", "home", "i", "intent", "search", "share"])


def represent_x_card(
    head: dict[str, Any], image: OpenGraphImageRepresentation | None, profile_urls: Iterable[str]
) -> XCardRepresentation:
    """:param profile_urls: the organisation's profiles, on any network."""
    return XCardRepresentation(
        card="summary" if image is None else "summary_large_image",
        site=next((handle for url in profile_urls if (handle := handle_of(url))), None),
        title=head["title"],
        description=head["description"],
        image=image and image["url"],
        image_alt=(image and image["alt"]) or None,
    )


def handle_of(url: str) -> str | None:
    """The ``@name`` of a profile on X; None for any other address."""
    match = _PROFILE.fullmatch(url)
    return f"@{match[1]}" if match and match[1].lower() not in _NO_NAMES else None
