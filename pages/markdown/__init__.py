"""The Markdown of this project's pages: what surrounds their blocks, and its translations."""
