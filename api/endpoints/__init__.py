"""The endpoints for Wagtail's own models. Those of a project derive from these and stand in its own apps."""
