"""The names that a document's file had before lead to the document, as it is now, for a while."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils import timezone

from media.uploads.saving import delete_unused_file

if TYPE_CHECKING:
    from media.models import ClinicDocument


def supersede_file(document: ClinicDocument, name: str) -> None:
    """To be called in the transaction that has saved ``document`` with another file than ``name``, which is removed
    after it. Nobody is sent an outdated form by an old link.
    """
    filename = PurePath(name).name
    document.earlier_names.filter(filename=document.filename).delete()
    if filename != document.filename:
        document.earlier_names.update_or_create(filename=filename, defaults={"superseded_at": timezone.now()})
    delete_unused_file(document, name)


def is_name_of(document: ClinicDocument, filename: str) -> bool:
    """Whether the address with ``filename`` leads to the document."""
    return filename == document.filename or document.earlier_names.in_grace().filter(filename=filename).exists()
