"""Who refers to what: what staff see before they unpublish or delete something."""
