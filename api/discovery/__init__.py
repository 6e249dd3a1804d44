"""The sitemap and ``robots.txt`` for search engines.

A frontend builds them from the JSON, or serves the files made here, which have its own host:

- ``/sitemap.xml`` and ``/sitemap-<part>.xml`` are ``sitemap/sitemap.xml`` and ``sitemap/sitemap-<part>.xml`` here,
- ``/robots.txt`` is ``robots/robots.txt``.

===============  ===================================================================================================
``indexable``    which pages are listed; the hook by which a page type excludes some
``sitemap``      a sitemap in parts: the pages of each part, and their entries
``sitemap_xml``  the same in XML
===============  ===================================================================================================

The endpoints are ``api.endpoints.sitemap`` and ``api.endpoints.robots``.
"""
