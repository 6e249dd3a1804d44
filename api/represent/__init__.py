"""Represents objects and blocks in every format of the API.

====================  ==============================================================================================
``references``        loads the objects that a response refers to, in bulk, and only public ones
``withholding``       hides from a project's own code what is not public
``representations``   references to objects, as they are sent
``rich_text``         stored rich text for visitors: as HTML, as a tree, or as Markdown
``blocks``            blocks of streams: JSON, Markdown, text to search, schemas
``markdown``          pieces of Markdown
``passages``          the text of a response, paragraph by paragraph
``page_passages``     the text of a page's fields
``page_markdown``     a page in Markdown
``fields``            serializer fields for ``APIField(serializer=…)``
``outgoing``          the final check of what a block or field returned
``faults``            isolates and logs errors in single fields
``chooser_keys``      chosen objects with non-numeric keys
====================  ==============================================================================================
"""
