"""HTML that others wrote (web pages, Word, Google Docs), as what the editor here can hold: no word changes its meaning.

It is read as browsers read it, and becomes a list of parts (``parts``): headings, paragraphs, lists, tables. Of looks
only those that carry meaning are kept, whether an element or a style gives them: bold, italic, superscript, subscript.
What was struck out, hidden or commented is left out and named (``left_out``), as is what has no place here.

==================  ================================================================================================
``nesting``         refuses what is nested too deeply, before anything reads it
``styles``          what style attributes and simple rules of style sheets say
``elements``        what the elements of HTML are to a reader
``reading``         a document to parts; ``list_reading`` and ``table_reading`` are parts of it
``tables``          the rows and cells of a table
``links``           real addresses behind those of redirecting services, and which links lead nowhere
``lists``           list paragraphs of Word and Google Docs to lists
``writing``         parts to the HTML that the editor stores
==================  ================================================================================================
"""
