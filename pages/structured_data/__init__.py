"""Structured data of a page for search engines: ``meta.json_ld``, one graph of schema.org's vocabulary in JSON-LD.

Every value comes from the response, by the functions that build it: a number that a visitor reads and a number that a
search engine reads cannot differ. ``tests/structured_data`` compares them nevertheless.

A page type declares its type (``structured_data_type``), and adds its main subject by ``add_structured_data(graph)``.
The rest, including questions in the body, is the same for all.

===================  ===============================================================================================
``representations``  the shape of ``meta.json_ld``
``json_ld``          builds the graph of a page; the serializer field
``graph``            the graph while it is built, and the protocol of a page
``names``            the ``@id`` of each node: an absolute, permanent URL on the frontend's host
``values``           removes empty values, and escapes what could end a ``script`` element
``web_pages``        the page itself, its breadcrumbs and its website
``organisations``    the organisation behind the site
``articles``         an article, its sources, and its reviewer
``people``           authors and reviewers
``faqs``             questions with their answers
``clinics``          a clinic; ``opening_hours`` its hours
``images``           pictures
===================  ===============================================================================================
"""
