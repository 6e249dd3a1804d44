"""The query language that all endpoints share: that of Wagtail's API v2.

======================  ==============================================================================================
``configuration``       which fields an object has in the API, and which are sent by default
``field_selection``     the grammar of ``fields``
``selection``           which fields a request selects
``attributes``          lets serializer fields read only what is public
``serializers``         an object and its selected fields, as JSON
``serializer_classes``  the serializer for a model and a selection of fields
``represented_by_fields``  models whose references show their ``api_fields``
``loading``             prefetches everything that a set of objects shows, in a fixed number of queries
``pagination``          ``limit`` and ``offset``, the ``meta`` and ``items`` envelope
======================  ==============================================================================================
"""
