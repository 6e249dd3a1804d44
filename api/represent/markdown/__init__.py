"""Writes safe, correctly escaped Markdown: CommonMark, with GitHub's tables.

====================  ==============================================================================================
``text``              text, links, tables and the like, with markup characters escaped
``emphasis``          bold and italic text, as Markdown or as HTML tags
``values``            values of a response, whatever made them
====================  ==============================================================================================
"""
