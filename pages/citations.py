"""Sources: their shape, and the identifiers of scientific papers, validated and normalized by the idutils library."""

from __future__ import annotations

from types import ModuleType

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from typing_extensions import TypedDict

from api.formats import Address


class CitationRepresentation(TypedDict):
    """A source. ``doi`` and ``pmid`` are bare identifiers; the URLs lead to the paper."""

    title: str
    publisher: str
    year: int | None
    url: str
    doi: str
    doi_url: Address | None
    pmid: str
    pmid_url: Address | None


def clean_doi(text: str) -> str:
    """The bare DOI (``10.1000/xyz``) in what somebody typed or pasted.

    :raises ValidationError: if it is not a DOI (ISO 26324).
    """
    idutils = _idutils()
    if not idutils.is_doi(text.strip()):
        raise ValidationError(_("“%(text)s” is not a DOI. A DOI looks like 10.1056/NEJMra1511480.") % {"text": text})
    return idutils.normalize_doi(text.strip())


def clean_pmid(text: str) -> str:
    """The bare PubMed ID in what somebody typed or pasted.

    :raises ValidationError: if it is not a PubMed ID.
    """
    idutils = _idutils()
    if not idutils.is_pmid(text.strip()):
        raise ValidationError(
            _("“%(text)s” is not a PubMed number. A PubMed number looks like 26816013.") % {"text": text}
        )
    return idutils.normalize_pmid(text.strip())


def doi_url(doi: str) -> str | None:
    """The URL that resolves a DOI."""
    return f"https://doi.org/{doi}" if doi else None


def pmid_url(pmid: str) -> str | None:
    """The paper's page at PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else None


def _idutils() -> ModuleType:
    """The library, imported on first use: compiling its regular expressions takes a second."""
    import idutils

    return idutils
