"""How stored answers leave: what a request asks for, found in what is stored, sent with the headers of HTTP caching.

====================  ==============================================================================================
``answers``           bytes with what HTTP says about them; conditional requests, content codings, cache headers
``selection``         parts of stored documents, as ``fields`` chooses them
``unstored``          the fields that follow the clock or the request, which are in no stored document
``details``           one object, by id or by path
``listings``          many objects
``site_documents``    what there is one of for each site, made from many objects: sitemaps, feeds
====================  ==============================================================================================
"""
