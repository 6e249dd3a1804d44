from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate, post_save
from wagtail.models import Revision

from ..models.revision_reference import RevisionReference
from .revision_index import index_all_revisions, index_revision


def index_saved_revision(instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if not raw and (update_fields is None or "content" in update_fields):
        index_revision(instance)


def index_first_time(verbosity: int = 1, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Index the references of revisions that were saved before the index existed.

    If migrations were reversed, or only partly applied, the table does not exist.
    """
    if RevisionReference._meta.db_table not in connections[using].introspection.table_names():
        return
    if RevisionReference.objects.exists() or not Revision.objects.exists():
        return
    if verbosity:
        print("Recording what drafts and earlier versions refer to ...")  # noqa: T201  (as ``migrate`` does)
    index_all_revisions()


def connect(app_config: Any) -> None:
    post_save.connect(index_saved_revision, sender=Revision, dispatch_uid="clinic_pages_revision_references")
    post_migrate.connect(index_first_time, sender=app_config, dispatch_uid="clinic_pages_revision_references")
