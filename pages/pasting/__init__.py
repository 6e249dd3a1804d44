"""Pasting into the editor's texts: what was copied from Word, Google Docs or a web page is read as imported files are.

The browser hands over the HTML of the clipboard (``static/clinic_pages/pasting.js``, a plugin of Wagtail's editor), and
gets back texts as the editor holds them, tables as table blocks, and what was left out, which stands beside the block.
Nothing is stored here.
"""
