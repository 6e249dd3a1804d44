"""What search engines are told of a page: ``meta.json_ld``, one graph of schema.org's vocabulary in JSON-LD.

Every value is taken from what the answer shows, by the functions that make the answer: a number that a visitor reads
and a number that a search engine reads cannot differ. ``tests/structured_data`` compares them all the same.

A page type says which kind of page it is (``structured_data_type``), and adds what the page is about by
``add_structured_data(graph)``. The rest, questions in the body too, is the same for all.

===================  ===============================================================================================
``representations``  the shape of ``meta.json_ld``
``json_ld``          puts the graph of a page together; the serializer field
``graph``            the graph meanwhile, and what it asks of a page
``names``            the ``@id`` of each node: absolute, on the frontend's host, the same for good
``values``           leaves out what is empty, and what could end a ``script`` element
``web_pages``        the page itself, its breadcrumbs and its website
``organisations``    who stands behind the site
``articles``         an article, what it rests on, and who reviewed it
``people``           authors and reviewers
``faqs``             questions with their answers
``clinics``          a clinic; ``opening_hours`` its hours
``images``           pictures
===================  ===============================================================================================
"""
