"""Blocks of streams as JSON, as Markdown, as words to search, and as schemas.

What a block is, it says itself by methods, of which it needs only those that differ from Wagtail's block it inherits
from:

=============================  ===================================================================================
``get_api_representation``     the value for JSON; its return annotation is the shape in the OpenAPI document
``get_markdown``               how that reads in Markdown
``get_passages``               which words of that search results quote
``get_searchable_content``     which words of the stored value are indexed (a method of Wagtail's)
=============================  ===================================================================================

A block of Wagtail's, or of another package, has a :class:`BlockAdapter` with the same methods, registered by
:func:`register_block`. There is no other list of blocks: all that follows asks :mod:`.adapters`.

====================  ==============================================================================================
``stock``             the adapters of Wagtail's blocks
``words``             what search finds, and what its results quote
``markdown``          represented blocks as Markdown
``representing``      the value of a block as JSON
``adapters``          the registry
``values``            what blocks are given to read
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
