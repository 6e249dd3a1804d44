"""Starts for page types, blocks and snippets: ``manage.py startpage``, ``startblock`` and ``startsnippet``.

=============  ========================================================================================================
``names``      the name that was typed, in every spelling that the files need
``places``     the app, and where its models, blocks, endpoints and tests are
``imports``    import statements in the order that linters ask for
``templates``  files that are written; an app puts its own into its folder ``scaffolds`` instead
``writing``    all files at once, or none
``commands``   what the three commands have in common
=============  ========================================================================================================
"""
