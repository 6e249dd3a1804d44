"""What the pages of this server may load and talk to (Content Security Policy, level 3)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE


def content_security_policy(picture_addresses: Iterable[str] = ()) -> dict[str, Any]:
    """django-csp's ``CONTENT_SECURITY_POLICY``: everything from this server, and nothing from elsewhere.

    Wagtail's editor writes scripts and styles into its pages, so that those are allowed; nothing else can be loaded or
    sent to, whatever somebody manages to write into a page.

    :param picture_addresses: whole addresses below which pictures lie that do not come from this server.
    """
    parts = [urlsplit(address) for address in picture_addresses]
    pictures = [f"{part.scheme}://{part.netloc}" for part in parts if part.netloc]
    return {
        # Answers of the API have no pages; files have a stricter policy of their own.
        "EXCLUDE_URL_PREFIXES": ["/api/"],
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF, UNSAFE_INLINE],
            "style-src": [SELF, UNSAFE_INLINE],
            "img-src": [SELF, "data:", "blob:", *pictures],
            "media-src": [SELF, "blob:", *pictures],
            "font-src": [SELF, "data:"],
            "frame-src": [SELF],
            "frame-ancestors": [SELF],
            "form-action": [SELF],
            "base-uri": [SELF],
            "object-src": [NONE],
        },
    }
