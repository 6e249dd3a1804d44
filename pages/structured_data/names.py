from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """The ``@id`` of nodes. They never change while the page stays where it is.

    :param html_url: the page's address on its frontend.
    :param site_url: that of the frontend, without a slash at the end.
    """

    html_url: str
    site_url: str

    @property
    def home_url(self) -> str:
        return f"{self.site_url}/"

    def of_page(self, name: str) -> str:
        """Something that belongs to this page: ``https://www.example.org/articles/x/#article``."""
        return f"{self.html_url}#{name}"

    def of_site(self, name: str) -> str:
        """Something that several pages show: ``https://www.example.org/#organization``."""
        return f"{self.home_url}#{name}"


def reference(name: str) -> dict[str, str]:
    """What a node holds to name another."""
    return {"@id": name}
