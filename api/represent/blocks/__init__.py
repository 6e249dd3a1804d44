"""Represents blocks of streams as JSON, Markdown, text to search, and schemas.

A block describes itself by these methods; it only needs those that differ from the Wagtail block it inherits
from:

=============================  ===================================================================================
``get_api_representation``     the value for JSON; its return annotation is the shape in the OpenAPI document
``get_markdown``               that representation as Markdown
``get_passages``               the text of that representation that search results quote
``get_searchable_content``     the text of the stored value to index (a method of Wagtail's)
=============================  ===================================================================================

A block of Wagtail's, or of another package, has a :class:`BlockAdapter` with the same methods, registered by
:func:`register_block`. There is no other list of blocks: everything goes through :mod:`.adapters`.

====================  ==============================================================================================
``stock``             the adapters of Wagtail's blocks
``words``             the text that search finds, and that its results quote
``markdown``          represented blocks as Markdown
``representing``      the value of a block as JSON
``adapters``          the registry
``values``            the values that blocks get: without hidden objects
====================  ==============================================================================================
"""

from . import stock  # noqa: F401  (last: it registers adapters that need all of the above)
from .adapters import BlockAdapter, Schemas, register_block
from .markdown import block_markdown
from .representing import represent_block
from .words import block_passages, searchable_content

__all__ = [
    "BlockAdapter",
    "Schemas",
    "block_markdown",
    "block_passages",
    "register_block",
    "represent_block",
    "searchable_content",
]
