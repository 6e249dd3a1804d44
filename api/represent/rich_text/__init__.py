"""Represents stored rich text for visitors: as display HTML, as a tree for renderers, or as Markdown.

While a response is made, rich text is HTML with a reference to its tree (``DisplayHtml``); so serializers and blocks
send one thing in any format. The trees of a snapshot are stored beside it, and a request for another format puts
them, or the Markdown made from them, in place of the HTML.

====================  ==============================================================================================
``formats``           the formats that a client may ask for
``display``           stored rich text to HTML
``resolving``         resolves links and embeds to public objects
``representations``   the shapes of the tree, which is Portable Text
``portable_text``     stored rich text to the tree
``markdown``          the tree to Markdown
``database``          as stored, with ids, without hidden objects; ``database_markdown`` of that
``entities``          characters that are written as numbers
``scripts``           superscripts and subscripts without markup: 10⁹
``trees``             the trees of all rich text in a document, and their positions
====================  ==============================================================================================
"""

from .display import display_html, parse, to_html

__all__ = ["display_html", "parse", "to_html"]
