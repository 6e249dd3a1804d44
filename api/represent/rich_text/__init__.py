"""Stored rich text, as visitors read it: as HTML to show as it is, as a tree for renderers, or as Markdown.

While an answer is made, a rich text is HTML that knows its tree (``DisplayHtml``); so serializers and blocks send one
thing, whatever a client asks for. The trees of a snapshot are kept beside it, and a request for another format puts
them, or the Markdown that follows from them, where the HTML stands.

====================  ==============================================================================================
``formats``           what a client may ask for
``display``           stored rich text to HTML
``resolving``         what its links and embeds lead to, and only what a visitor may see
``representations``   the shapes of the tree, which is Portable Text
``portable_text``     stored rich text to the tree
``markdown``          the tree to Markdown
``database``          as it is stored, references by id, without what is hidden; ``database_markdown`` of that
``entities``          characters that are written as numbers
``scripts``           raised and lowered text without markup: 10⁹
``trees``             the trees of all rich text in a document, and where they stand
====================  ==============================================================================================
"""

from .display import display_html, parse, to_html

__all__ = ["display_html", "parse", "to_html"]
