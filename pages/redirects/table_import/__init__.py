"""Import of redirects from a file of any spreadsheet program.

``reading`` parses it into a ``Table``, ``columns`` identifies its columns, ``importing`` creates redirects from its
rows with the form for a single one, and ``report`` has the result for each.
"""
