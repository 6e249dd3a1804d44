"""The targets of links: through redirecting services to the real URL, and only safe ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

SCHEMES = {"http", "https", "mailto", "sms", "tel"}
_REDIRECTS = 3
# A service's host, its path, and the parameter with the real URL.
_REDIRECTING = [
    (re.compile(r"(www\.)?google(\.[a-z]{2,3}){1,2}"), "/url", ("q", "url")),
    (re.compile(r"[\w-]+\.safelinks\.protection\.outlook\.com"), "", ("url",)),
    (re.compile(r"lm?\.(facebook|instagram)\.com"), "", ("u",)),
    (re.compile(r"(www\.)?youtube\.com"), "/redirect", ("q",)),
    (re.compile(r"slack-redir\.net"), "/link", ("url",)),
]
_PROOFPOINT = re.compile(r"https?://urldefense\.(?:com|us)/v3/__(.+?)__;")
_UNSEEN = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028\u2029\ufeff]+")


class Address(NamedTuple):
    """The target of a link. ``href`` is empty if it cannot be kept; ``fault`` says what is wrong with it."""

    href: str
    fault: str = ""


def read_address(href: str, own_addresses: Sequence[str] = ()) -> Address:
    """The target of a link.

    :param own_addresses: URLs below which only staff have access, such as that of the admin.
    """
    href = real_address(_UNSEEN.sub(lambda found: "%20" if found[0] == " " else "", href.strip()))
    if href.startswith("//"):
        href = f"https:{href}"
    if not href:
        return Address("", "link without a URL")
    if any(href.startswith(own) for own in own_addresses):
        return Address("", "link into the admin")
    if href.startswith("#"):
        return Address(href)
    scheme = _scheme(href)
    if not scheme:
        return Address(href if href.startswith("/") else "", "relative link")
    return Address(href) if scheme in SCHEMES else Address("", f"link of the type “{scheme}”")


def real_address(href: str) -> str:
    """The URL to which a redirecting service would lead."""
    for _step in range(_REDIRECTS):
        target = _target(href)
        if target is None or _scheme(target) not in ("http", "https"):
            break
        href = target
    return href


def _target(href: str) -> str | None:
    if proofpoint := _PROOFPOINT.match(href):
        return proofpoint[1]
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    for hosts, path, names in _REDIRECTING:
        if hosts.fullmatch(host) and parts.path.startswith(path):
            query = parse_qs(parts.query)
            return next((query[name][0] for name in names if name in query), None)
    return None


def _scheme(href: str) -> str:
    found = re.match(r"([a-z][a-z0-9+.-]*):", href, re.IGNORECASE)
    return found[1].lower() if found else ""
