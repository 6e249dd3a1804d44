"""Rich text as Wagtail stores it, for clients that resolve references themselves: ``db_html`` and ``db_markdown`` of
Wagtail's API v2.

What is public is sent exactly as stored. A link to a hidden object has no ``id``, a hidden image is left out, and
scripts and the like are always removed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from ...character_references import unescape
from .resolving import Resolver, is_web_address

_ATTRIBUTE = r'[a-z][a-z0-9-]*="[^"<>]*"'
_TOKEN = re.compile(rf"([^<>]++)|<(/?)([a-z][a-z0-9]*)((?: {_ATTRIBUTE})*+) ?/?>")
_ATTRIBUTES = re.compile(r'([a-z][a-z0-9-]*)="([^"]*)"')
_REFERENCE = re.compile(r"<(a|embed)( [^<>]*)>")
# The key by which the editor ties comments to a paragraph. Other formats omit it; here it is kept, as in API v2.
_BLOCK_KEY = "data-block-key"
_FORMATTER = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="/", indent=0
)


class DatabaseHtml(NamedTuple):
    """Rich text in its stored format.

    :param titles: the titles of embeds by URL, if known.
    """

    html: str
    titles: dict[str, str]


def database_html(stored: str, clean: str, resolver: Resolver) -> DatabaseHtml:
    """``stored`` without hidden objects.

    :param clean: the same, sanitized.
    """
    written = stored if _is_clean(stored, clean) else as_xhtml(clean)
    titles: dict[str, str] = {}
    rewrite = {"a": _link, "embed": _embed}

    def shown(found: re.Match) -> str:
        attrs = {name: unescape(value) for name, value in _ATTRIBUTES.findall(found[2])}
        return rewrite[found[1]](found[0], attrs, resolver, titles)

    return DatabaseHtml(_REFERENCE.sub(shown, written), titles)


def as_xhtml(markup: str) -> str:
    """``markup`` with each tag closed, as Wagtail's converters expect it."""
    return BeautifulSoup(markup, "html.parser").decode(formatter=_FORMATTER)


def _is_clean(stored: str, clean: str) -> bool:
    """Whether sanitizing removed nothing from ``stored``, and all parsers agree on it."""
    tokens = _tokens(stored)
    return tokens is not None and tokens == _tokens(clean)


def _tokens(markup: str) -> list[tuple[str, ...]] | None:
    """Text and tags; None if it is not plain markup."""
    tokens: list[tuple[str, ...]] = []
    position = 0
    while position < len(markup):
        found = _TOKEN.match(markup, position)
        if found is None:
            return None
        position = found.end()
        text, closing, name, attributes = found.groups()
        if text is not None:
            tokens.append(("", unescape(text)))
        else:
            values = ((key, unescape(value)) for key, value in _ATTRIBUTES.findall(attributes))
            pairs = sorted(f"{key}={value}" for key, value in values if key != _BLOCK_KEY)
            tokens.append((closing + name, *pairs))
    return tokens


def _link(written: str, attrs: dict[str, str], resolver: Resolver, titles: dict[str, str]) -> str:
    link_type = attrs.get("linktype")
    if link_type is None or resolver.may_link(link_type, attrs.get("id", ""), attrs):
        return written
    return f'<a linktype="{link_type}">' if link_type.isidentifier() and link_type.isascii() else "<a>"


def _embed(written: str, attrs: dict[str, str], resolver: Resolver, titles: dict[str, str]) -> str:
    kind, url = attrs.get("embedtype", ""), attrs.get("url", "")
    if kind == "image":
        is_shown = resolver.may_show_image(attrs.get("id", ""))
    elif kind == "media":
        is_shown = is_web_address(url)
        if is_shown and (title := resolver.embed_title(url)):
            titles[url] = title
    else:
        is_shown = resolver.registered_embed(attrs) is not None
    return written if is_shown else ""
