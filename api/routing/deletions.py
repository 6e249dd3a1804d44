"""Deletions of pages in progress, each reported to the journal once, whatever the number of pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet


@dataclass(frozen=True, eq=False)
class _Deletion:
    """One deletion, as an on-commit callback of Django, which drops it when it is rolled back."""

    origin: QuerySet

    def __call__(self) -> None:
        """Do nothing after the commit."""


def begins(origin: QuerySet, connection: BaseDatabaseWrapper) -> bool:
    """Whether the deletion of what ``origin`` contains begins now: for its other pages it is in progress."""
    entries = (entry[1] for entry in connection.run_on_commit)
    if any(isinstance(each, _Deletion) and each.origin is origin for each in entries):
        return False
    transaction.on_commit(_Deletion(origin), using=connection.alias)
    return True
