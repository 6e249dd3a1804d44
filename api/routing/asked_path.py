from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from .spellings import canonical, spellings

#: Parameters that advertisers and newsletters add to addresses, and that change nothing about what is shown.
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
#: How families of them begin: Google's and what follows its pattern, HubSpot, Matomo, Piwik.
TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "pk_", "piwik_")


@dataclass(frozen=True)
class AskedPath:
    """A path as a visitor asked for it, in the one spelling that stands for all of them.

    :param html_path: begins and ends with a slash, has no two in a row, and is decoded.
    :param query: without tracking parameters, sorted, as it was encoded; empty where there is none.
    :param whole_query: with them.
    :param as_asked: the path as it was written; it is no part of what makes two paths the same.
    """

    html_path: str
    query: str = ""
    whole_query: str = ""
    as_asked: str = field(default="", compare=False)

    @classmethod
    @lru_cache(maxsize=512)
    def parse(cls, text: str) -> AskedPath:
        """Reads a path, with or without slashes at its ends, percent-encoding, query string and fragment."""
        path, _, query = text.strip().partition("#")[0].partition("?")
        components = [_decode(component) for component in path.split("/") if component]
        html_path = "".join(["/", *(f"{component}/" for component in components)])
        parts = sorted(part for part in query.split("&") if part)
        kept = [part for part in parts if not _is_tracking(part)]
        return cls(html_path, "&".join(kept), "&".join(parts), path)

    @property
    def is_storable(self) -> bool:
        """Whether a database can hold it."""
        return "\0" not in self.html_path + self.whole_query

    @property
    def components(self) -> list[str]:
        return [component for component in self.html_path.split("/") if component]

    @property
    def old_path(self) -> str:
        """How a redirect from here is stored, with the whole query string."""
        return canonical(self.as_asked, self.whole_query)

    def spellings(self) -> list[list[str]]:
        """How redirects from here may be stored: with the query string, without tracking in it, and without any."""
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
