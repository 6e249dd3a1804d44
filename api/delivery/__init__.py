"""How stored answers leave: what a request asks for, found in what is stored, sent with the headers of HTTP caching.

====================  ==============================================================================================
``answers``           bytes with what HTTP says about them; conditional requests, content codings, cache headers
``cache_control``     for how long caches may keep an answer, as a view declares it
``forms``             the forms in which a document leaves: JSON with rich text in a format, or one text
``queries``           what a request asks an endpoint for, parsed once
``selection``         parts of stored documents, as ``fields`` chooses them
``unstored``          the fields that follow the clock or the request, which are in no stored document
``details``           one object, by id or by path
``listings``          many objects
``singletons``        what there is one of for each site, such as its settings
``site_documents``    what is made from many objects of a site: sitemaps, feeds
``remembered``        answers that are remembered until the content changes
``overtaken``         answers that a change has overtaken while they were made
====================  ==============================================================================================
"""
