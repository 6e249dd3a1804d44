"""Objects and blocks as JSON, in every form that the API has.

====================  ==============================================================================================
``references``        loads the objects that an answer refers to, in bulk, and only those that visitors may see
``withholding``       keeps from code that makes answers what visitors may not see
``representations``   what a referred object looks like in an answer
``rich_text``         stored rich text for visitors: as HTML, as a tree, or as Markdown
``blocks``            blocks of streams, as all that is made of them
``markdown``          pieces of Markdown
``passages``          the words of a response, paragraph by paragraph
``page_passages``     the words of a page's fields
``page_markdown``     a page as one text in Markdown
``fields``            serializer fields for ``APIField(serializer=…)``
``outgoing``          the last look at whatever a block or field returned, before it leaves
``faults``            a fault in a field stays with that field, and is logged
``chooser_keys``      keys of chosen objects, by their own type
====================  ==============================================================================================
"""
