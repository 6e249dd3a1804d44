"""Delivers stored responses: parses the request, finds the snapshots, adds the headers of HTTP caching.

====================  ==============================================================================================
``answers``           bytes with their HTTP metadata; conditional requests, content encodings, cache headers
``cache_control``     for how long caches may store a response, as a view declares it
``forms``             formats of a document: JSON with rich text in one of its formats, or Markdown
``queries``           the parsed request
``selection``         parts of stored documents, as selected by ``fields``
``unstored``          fields that depend on the time or the request, which are never stored
``details``           one object, by id or by path
``listings``          many objects
``singletons``        documents that each site has one of, such as its settings
``site_documents``    documents made from many objects of a site: sitemaps, feeds
``remembered``        responses cached in the process until the content changes
``overtaken``         responses that raced with a change
====================  ==============================================================================================
"""
