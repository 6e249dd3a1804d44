from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from .spellings import canonical, spellings

#: Tracking parameters, which do not change the response.
TRACKING_PARAMETERS = frozenset(
    [
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "dclid",
        "epik",
        "fbclid",
        "gad_campaignid",
        "gad_source",
        "gbraid",
        "gclid",
        "gclsrc",
        "igshid",
        "li_fat_id",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "msclkid",
        "oly_anon_id",
        "oly_enc_id",
        "rdt_cid",
        "s_kwcid",
        "sccid",
        "srsltid",
        "ttclid",
        "twclid",
        "vero_id",
        "wbraid",
        "yclid",
    ]
)
#: Prefixes of further ones: Google's and those that follow its pattern, HubSpot, Matomo, Piwik.
TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "pk_", "piwik_")


@dataclass(frozen=True)
class AskedPath:
    """A requested path, normalized, so that all spellings of one path are equal.

    :param html_path: decoded; begins and ends with a slash, and has no double slashes.
    :param query: the query string, still encoded, sorted, without tracking parameters; empty if there is none.
    :param whole_query: the same with tracking parameters.
    :param as_asked: the original spelling; not part of the equality.
    """

    html_path: str
    query: str = ""
    whole_query: str = ""
    as_asked: str = field(default="", compare=False)

    @classmethod
    @lru_cache(maxsize=512)
    def parse(cls, text: str) -> AskedPath:
        """Parse a path with or without leading and trailing slashes, percent-encoding, query string and fragment."""
        path, _, query = text.strip().partition("#")[0].partition("?")
        components = [_decode(component) for component in path.split("/") if component]
        html_path = "".join(["/", *(f"{component}/" for component in components)])
        parts = sorted(part for part in query.split("&") if part)
        kept = [part for part in parts if not _is_tracking(part)]
        return cls(html_path, "&".join(kept), "&".join(parts), path)

    @property
    def is_storable(self) -> bool:
        """Whether a database can store it."""
        return "\0" not in self.html_path + self.whole_query

    @property
    def components(self) -> list[str]:
        return [component for component in self.html_path.split("/") if component]

    @property
    def old_path(self) -> str:
        """The old path of a redirect from here, with the whole query string."""
        return canonical(self.as_asked, self.whole_query)

    def spellings(self) -> list[list[str]]:
        """The possible old paths of redirects from here: with the query string, without tracking in it, and without
        any.
        """
        queries = dict.fromkeys([self.whole_query, self.query, ""])
        return [spellings(self.as_asked, query) for query in queries]


def _decode(component: str) -> str:
    if "%" in component:
        try:
            component = unquote(component, errors="strict")
        except UnicodeDecodeError:
            return component
    return component if component.isascii() else unicodedata.normalize("NFC", component)


def _is_tracking(part: str) -> bool:
    name = unquote(part.partition("=")[0]).lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)
