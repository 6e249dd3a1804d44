"""Pasting into the editor's rich text: content from Word, Google Docs or a web page is parsed like imported files.

The browser sends the HTML of the clipboard (``static/clinic_pages/pasting.js``, a plugin of Wagtail's editor), and
receives texts in the editor's format, tables as table blocks, and notices of what was left out, which are shown beside
the block. Nothing is stored here.
"""
