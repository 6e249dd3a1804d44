"""The small site of the tests of pages."""

from tests.pages.sites import articles, home

__all__ = ["articles", "home"]
