"""An app with models of its own, which proves that the API serves any Wagtail model without being edited for it."""
