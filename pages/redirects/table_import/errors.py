class TableError(Exception):
    """A file cannot be parsed into a table; the message says why and what to do."""
