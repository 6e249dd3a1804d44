"""Markdown that reads as what was meant, and does no harm: CommonMark, with tables as GitHub writes them.

====================  ==============================================================================================
``text``              words, links, tables and the like, with what would be markup in them escaped
``emphasis``          which stretches of bold and italic text Markdown has signs for
``values``            values of a response, whatever made them
====================  ==============================================================================================
"""
