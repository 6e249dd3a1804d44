from __future__ import annotations

from urllib.parse import urlencode

from django.urls import URLPattern, path

from ..delivery.site_documents import SiteDocument
from ..discovery.sitemap import Sitemap, SitemapRepresentation
from ..discovery.sitemap_xml import write_index, write_sitemap
from ..parameters import QueryParameter, positive_integer
from .site_documents import AnyForm, SiteDocumentView

XML = "application/xml; charset=utf-8"

PART_PARAMETER = QueryParameter(
    "part", "Which part, from 1 to meta.part_count; 1 by default.", {"type": "integer", "minimum": 1, "default": 1}
)


class SitemapView(SiteDocumentView):
    """The pages of a site that search engines should index, in parts, with their translations."""

    query_parameters = (*SiteDocumentView.query_parameters, PART_PARAMETER)
    response_shape = SitemapRepresentation

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [
            path("", cls.as_view(), name="listing"),
            path("sitemap.xml", SitemapIndexFile.as_view(), name="index_file"),
            path("sitemap-<int:part>.xml", SitemapFile.as_view(), name="part_file"),
        ]

    def represent(self, document: SiteDocument) -> SitemapRepresentation:
        return Sitemap(document).represent(positive_integer(self.request.query_params, "part", 1))


class SitemapIndexFile(SiteDocumentView):
    """The sitemap index: the file that lists the parts, which are beside it on the website."""

    content_type = XML
    content_negotiation_class = AnyForm
    response_shape = bytes

    def represent(self, document: SiteDocument) -> bytes:
        parts, _total = Sitemap(document).parts()
        query = f"?{urlencode({'locale': document.locale})}" if document.locale else ""
        addresses = [f"{document.frontend_url}/sitemap-{number}.xml{query}" for number in range(1, len(parts) + 1)]
        return write_index(addresses, parts)


class SitemapFile(SiteDocumentView):
    """One part of the sitemap."""

    content_type = XML
    content_negotiation_class = AnyForm
    response_shape = bytes

    def represent(self, document: SiteDocument, part: int) -> bytes:
        return write_sitemap(Sitemap(document).represent(part)["items"])
