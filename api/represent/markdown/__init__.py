"""Markdown that reads as what was meant, and does no harm: CommonMark, with tables as GitHub writes them.

A whole page as Markdown follows from its document alone, so it is as fresh as that. A block says how its representation
reads with ``get_markdown(value)``, a page type with the class method ``get_markdown(document)``; both get what the API
sends, with rich text as ``Markdown``, and are called in the language of the page. Wagtail's own blocks need nothing.

====================  ==============================================================================================
``text``              words, links, tables and the like, with what would be markup in them escaped
``emphasis``          which stretches of bold and italic text Markdown has signs for
``blocks``            represented blocks
``pages``             a page
====================  ==============================================================================================
"""
