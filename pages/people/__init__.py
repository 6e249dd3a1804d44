"""The ``people/`` endpoint: authors and medical reviewers."""
