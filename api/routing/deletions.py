"""Deletions of pages that are under way, of which the journal is told once, whatever the number of pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet


@dataclass(frozen=True, eq=False)
class _Deletion:
    """One deletion. It stands among the functions that Django calls after the commit, from where Django takes it away
    when it is rolled back.
    """

    origin: QuerySet

    def __call__(self) -> None:
        """There is nothing to do after the commit."""


def begins(origin: QuerySet, connection: BaseDatabaseWrapper) -> bool:
    """Whether the deletion of what ``origin`` holds begins now: its other pages find it under way."""
    entries = (entry[1] for entry in connection.run_on_commit)
    if any(isinstance(each, _Deletion) and each.origin is origin for each in entries):
        return False
    transaction.on_commit(_Deletion(origin), using=connection.alias)
    return True
