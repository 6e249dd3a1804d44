class ArticleImportError(Exception):
    """A file cannot be imported; the message says why and what to do."""
