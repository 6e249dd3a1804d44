"""The ``site/`` endpoint: what every page of a frontend needs besides its own content."""
