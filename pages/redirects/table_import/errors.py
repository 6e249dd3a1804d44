class TableError(Exception):
    """A file of which no table can be made; the message says why and what to do."""
