"""Writes sitemaps and their index as XML: https://www.sitemaps.org/protocol.html, and
https://developers.google.com/search/docs/specialty/international/localized-versions for the alternates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.encoding import iri_to_uri
from django.utils.xmlutils import SimplerXMLGenerator

from ..moments import in_utc
from .sitemap import MAX_URL_LENGTH, SitemapEntryRepresentation, SitemapPart

_NONE: AttributesImpl = AttributesImpl({})
_SITEMAP = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_XHTML = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}
#: The language of the version for readers of all other languages.
DEFAULT = "x-default"


def write_sitemap(entries: Iterable[SitemapEntryRepresentation]) -> bytes:
    """The sitemap file with these pages."""
    stream = StringIO()
    xml = SimplerXMLGenerator(stream, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({**_SITEMAP, **_XHTML}))
    for entry in entries:
        _write_entry(xml, entry)
    xml.endElement("urlset")
    return stream.getvalue().encode()


def write_index(addresses: Sequence[str], parts: Sequence[SitemapPart]) -> bytes:
    """The sitemap index.

    :param addresses: the URLs of the parts, in their order.
    """
    stream = StringIO()
    xml = SimplerXMLGenerator(stream, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("sitemapindex", AttributesImpl(_SITEMAP))
    for address, part in zip(addresses, parts, strict=True):
        xml.startElement("sitemap", _NONE)
        xml.addQuickElement("loc", iri_to_uri(address))
        if part.last_modified is not None:
            xml.addQuickElement("lastmod", in_utc(part.last_modified).isoformat())
        xml.endElement("sitemap")
    xml.endElement("sitemapindex")
    return stream.getvalue().encode()


def _write_entry(xml: SimplerXMLGenerator, entry: SitemapEntryRepresentation) -> None:
    address = iri_to_uri(entry["html_url"])
    if len(address) > MAX_URL_LENGTH:
        return
    xml.startElement("url", _NONE)
    xml.addQuickElement("loc", address)
    if entry["last_modified"] is not None:
        xml.addQuickElement("lastmod", entry["last_modified"])
    links = [(alternate["locale"], alternate["html_url"]) for alternate in entry["alternates"]]
    links += [(DEFAULT, url) for _locale, url in links[:1]]
    for language, url in links:
        if len(href := iri_to_uri(url)) <= MAX_URL_LENGTH:
            xml.addQuickElement("xhtml:link", None, {"rel": "alternate", "hreflang": language, "href": href})
    xml.endElement("url")
