"""Imports articles from files: text, Markdown, HTML and Word.

A reader converts a file into HTML (``readers``), the HTML is split at its headings (``outline``), each section becomes
blocks (``placing``), and the blocks an ``ArticlePage`` (``articles``). What cannot be imported is reported, never lost
silently.
"""
