"""Stored rich text, as visitors read it."""

from api.rich_text.display import display_html, parse, to_html

__all__ = ["display_html", "parse", "to_html"]
