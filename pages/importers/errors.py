class ArticleImportError(Exception):
    """A file that cannot be imported; the message says why and what to do."""
