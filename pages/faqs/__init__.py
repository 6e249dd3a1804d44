"""The API representation of a question with its answer."""
