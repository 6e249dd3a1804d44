"""What search engines ask a website for: a sitemap and ``robots.txt``.

A frontend builds them from the JSON, or hands on the files that are made here ready for its own host:

- ``/sitemap.xml`` and ``/sitemap-<part>.xml`` are ``sitemap/sitemap.xml`` and ``sitemap/sitemap-<part>.xml`` here,
- ``/robots.txt`` is ``robots/robots.txt``.

====================  ==============================================================================================
``indexable``         which pages search engines are told of; the hook by which a page type leaves some out
``sitemap``           a sitemap in parts: which pages a part holds, and what it says of each
``sitemap_xml``       the same in XML
``sitemap_views``     the ``sitemap/`` endpoint
``robots``            the ``robots/`` endpoint
====================  ==============================================================================================
"""
