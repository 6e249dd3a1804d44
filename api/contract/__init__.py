"""The query language that all endpoints share: that of Wagtail's API v2.

==================  ==================================================================================
``parameters``      reading and checking query parameters
``field_selection`` the grammar of ``fields``
``filters``         field filters, tree filters, ``locale``, ``order``, ``search``
``pagination``      ``limit`` and ``offset``, the ``meta`` and ``items`` envelope
``serializers``     an object and the fields chosen of it, as JSON
``loading``         everything that a set of objects is going to show, in a fixed number of queries
``views``           the endpoint: list, detail, find
==================  ==================================================================================
"""
