"""All views of the API: the endpoints for Wagtail's own models, and the classes that those of a project derive from.

======================  ==============================================================================================
``viewset``             an endpoint: a listing, one object by id, ``find/``
``filters``             field filters, tree filters, ``locale``, ``search``
``ordering``            ``order``
``model_filters``       filters that a model declares
``own_locale``          the site's own language where a request names none
``pages``               pages; ``page_serializers`` and ``fallback_filter`` belong to them
``find``                what ``pages/find/`` answers where no page is at a path
``files``               images and documents
``redirects``           redirects; ``all_redirects`` is every old address of a site and where it leads
``snippets``            snippets in the site's own language; a project derives from it
``public_view``         the base of views that do not serve a model
``responding``          how all of them respond
``site_documents``      views that answer with a document about a whole site
``routes``              every path at which visitors find a page
``sitemap``             the sitemap, as JSON and as XML
``robots``              what robots may read
``search``              the search of all types together; ``search_sources`` is what the API searches itself
``index``               what there is
======================  ==============================================================================================
"""
