from __future__ import annotations

import base64
from typing import NamedTuple

from django.core import signing

from ..importers.articles import ImportedArticle, read_article
from ..models import ArticleIndexPage, ClinicPage

# A day, as for a tab that is left open overnight.
MAX_AGE_IN_SECONDS = 24 * 60 * 60


class Proposal(NamedTuple):
    """A file to import, before it is imported."""

    name: str
    content: bytes
    clinic: int | None = None

    def read(self, index: ArticleIndexPage) -> ImportedArticle:
        """Parse the article for a place below ``index``; nothing is written.

        :raises ArticleImportError: if the file or the article is invalid.
        """
        clinic = ClinicPage.objects.live().public().filter(pk=self.clinic, locale=index.locale).first()
        return read_article(self.name, self.content, index, clinic)

    def sign(self, purpose: str) -> str:
        """The proposal as a signed string that only ``from_signed`` with the same purpose accepts."""
        value = {"name": self.name, "content": base64.b64encode(self.content).decode(), "clinic": self.clinic}
        return signing.dumps(value, salt=_salt(purpose), compress=True)

    @classmethod
    def from_signed(cls, text: str, purpose: str) -> Proposal:
        """:raises django.core.signing.BadSignature: if the string has another purpose, is older than a day, or was
        changed.
        """
        value = signing.loads(text, salt=_salt(purpose), max_age=MAX_AGE_IN_SECONDS)
        return cls(value["name"], base64.b64decode(value["content"]), value["clinic"])


def _salt(purpose: str) -> str:
    return f"clinic_pages.article_import.{purpose}"
