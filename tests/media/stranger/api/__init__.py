"""The project's own app of this name."""
