"""Scaffolds page types, blocks and snippets: ``manage.py startpage``, ``startblock`` and ``startsnippet``.

=============  ========================================================================================================
``names``      the name in every spelling that the files need
``places``     the app, and where its models, blocks, endpoints and tests are
``imports``    import statements in the order that linters ask for
``templates``  templates of the files; an app overrides them in its folder ``scaffolds``
``writing``    all files at once, or none
``commands``   what the three commands have in common
=============  ========================================================================================================
"""
