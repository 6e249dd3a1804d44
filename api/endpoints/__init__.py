"""All views of the API: the endpoints for Wagtail's own models, and the classes that those of a project derive from.

======================  ==============================================================================================
``viewset``             an endpoint: a listing, one object by id, ``find/``
``filters``             field filters, tree filters, ``locale``, ``search``
``ordering``            ``order``
``model_filters``       filters that a model declares
``own_locale``          the site's own language as the default
``pages``               pages; ``page_serializers`` and ``fallback_filter`` belong to them
``find``                what ``pages/find/`` responds with if no page is at a path
``files``               images and documents
``redirects``           redirects; ``all_redirects`` lists every old path of a site and its target
``snippets``            snippets in the site's own language; a project derives from it
``public_view``         the base of views that do not serve a model
``responding``          how all of them respond
``site_documents``      views that respond with a document about a whole site
``routes``              every path at which visitors find a page
``sitemap``             the sitemap, as JSON and as XML
``robots``              ``robots.txt``, as JSON and as text
``search``              the search across types; ``search_sources`` has the API's own sources
``index``               the list of endpoints
======================  ==============================================================================================
"""
