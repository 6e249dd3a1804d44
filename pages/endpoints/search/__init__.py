"""The search sources of ``search/``: pages, questions and people."""
