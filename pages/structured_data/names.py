from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """The ``@id`` of nodes. They never change while the page keeps its path.

    :param html_url: the page's URL on its frontend.
    :param site_url: that of the frontend, without a trailing slash.
    """

    html_url: str
    site_url: str

    @property
    def home_url(self) -> str:
        return f"{self.site_url}/"

    def of_page(self, name: str) -> str:
        """An object of this page: ``https://www.example.org/articles/x/#article``."""
        return f"{self.html_url}#{name}"

    def of_site(self, name: str) -> str:
        """An object of several pages: ``https://www.example.org/#organization``."""
        return f"{self.home_url}#{name}"


def reference(name: str) -> dict[str, str]:
    """The reference of one node to another."""
    return {"@id": name}
