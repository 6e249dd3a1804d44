"""Staff import redirects from a file: as a spreadsheet program saves it, in whatever way.

``reading`` makes a ``Table`` of it, ``columns`` says which of its columns is what, ``importing`` makes redirects of its
rows by the form for a single one, and ``report`` says what became of each.
"""
