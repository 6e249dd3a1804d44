"""The query language that all endpoints share: that of Wagtail's API v2.

======================  ==============================================================================================
``configuration``       which fields an object has in the API, and which are sent without being asked for
``field_selection``     the grammar of ``fields``
``selection``           which fields a request chooses
``attributes``          reads the attributes of objects, as visitors may see them
``serializers``         an object and the fields chosen of it, as JSON
``serializer_classes``  the serializer for a model and a choice of fields
``represented_by_fields``  models whose references show their ``api_fields``
``loading``             everything that a set of objects is going to show, in a fixed number of queries
``pagination``          ``limit`` and ``offset``, the ``meta`` and ``items`` envelope
======================  ==============================================================================================
"""
