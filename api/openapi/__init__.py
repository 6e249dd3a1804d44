"""The description of the API, as an OpenAPI 3.1 document that is made from the code.

Nothing is written down twice: what an answer looks like follows from the same serializers that make it, from the return
annotations of serializer fields, blocks and models, and from what views say they take.

==================  =================================================================================================
``shapes``          the schemas of one document by name; Python types as JSON Schema
``references``      objects where an answer refers to them
``blocks``          streams, and every block in them
``fields``          serializer fields
``objects``         whole objects: a page type, a snippet, an image; listings of them
``parameters``      query parameters
``responses``       headers, problems, and what answers have in common
``operations``      one address of the API, as drf-spectacular asks for it
``naming``          names for what stands inside other schemas
``examples``        examples of answers, from files of each app
``document``        all of it, made once for each process
``changes``         what breaks clients, between two documents
``views``           ``schema/`` and ``docs/``
==================  =================================================================================================
"""
