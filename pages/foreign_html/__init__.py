"""Converts foreign HTML (web pages, Word, Google Docs) into what the editor supports, without a change of meaning.

It is parsed as by browsers, into a list of parts (``parts``): headings, paragraphs, lists, tables. Only formatting with
a meaning is kept, whether it comes from an element or a style: bold, italic, superscript, subscript. Struck-out and
hidden text and comments are left out and reported (``left_out``), as is anything unsupported.

==================  ================================================================================================
``nesting``         rejects deep nesting, before anything parses it
``styles``          style attributes and simple rules of style sheets
``elements``        kinds of HTML elements
``reading``         parses a document into parts, with ``list_reading`` and ``table_reading``
``tables``          the rows and cells of a table
``links``           the real URLs behind redirecting services, and invalid links
``lists``           converts list paragraphs of Word and Google Docs into lists
``writing``         converts parts into the HTML that the editor stores
==================  ================================================================================================
"""
