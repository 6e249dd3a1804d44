from __future__ import annotations

from typing import Any

from django.db import router
from modelsearch.management.commands.rebuild_modelsearch_index import Command as RebuildCommand

from ...snapshots.models import ContentVersion
from ...snapshots.version import move_on


class Command(RebuildCommand):
    """Wagtail's command; afterwards, cached search responses are discarded."""

    help = "Rebuilds the search index from the current content."

    def handle(self, **options: Any) -> None:
        super().handle(**options)
        move_on(router.db_for_write(ContentVersion))
