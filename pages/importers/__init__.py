"""Articles from files: text, Markdown, HTML and Word.

A reader turns a file into HTML (``readers``), the HTML is cut at its headings (``outline``), each section becomes
blocks (``placing``), and the blocks an ``ArticlePage`` (``articles``). What cannot be placed is reported, never lost
silently.
"""
