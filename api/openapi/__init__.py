"""The API description: an OpenAPI 3.1 document generated from the code.

Nothing is declared twice: shapes of responses follow from the serializers that make them, from the return
annotations of serializer fields, blocks and models, and from the parameters that views declare.

==================  =================================================================================================
``shapes``          the schemas of one document by name; Python types as JSON Schema
``references``      references to objects
``blocks``          streams, and every block in them
``fields``          serializer fields
``objects``         whole objects: a page type, a snippet, an image; listings of them
``parameters``      query parameters
``responses``       headers, problems, and what responses have in common
``operations``      one operation of the API, for drf-spectacular
``naming``          names for nested schemas
``examples``        examples of responses, from files of each app
``document``        the whole document, built once per process
``changes``         breaking changes between two documents
``views``           ``schema/`` and ``docs/``
==================  =================================================================================================
"""
