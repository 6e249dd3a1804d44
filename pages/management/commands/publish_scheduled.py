from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ...scheduling.due import due_expiries, due_revisions
from ...scheduling.models import ScheduleFailure
from ...scheduling.running import run_schedule


class Command(BaseCommand):
    """Replaces Wagtail's, which stops at the first page that fails, and forgets when that was to go live."""

    help = (
        "Publishes and unpublishes scheduled content that is due now, as the worker does automatically. Reports "
        "failures and carries on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dryrun", "--dry-run", action="store_true", help="only list what is due")

    def handle(self, *args: Any, dryrun: bool, **options: Any) -> None:
        if dryrun:
            self._say_what_is_due()
            return
        # The caller does not want to wait for the next attempt.
        ScheduleFailure.objects.update(retry_at=timezone.now())
        outcome = run_schedule()
        for title in outcome.expired:
            self.stdout.write(f"Expired: {title}")
        for title in outcome.published:
            self.stdout.write(f"Published: {title}")
        for failure in outcome.failures:
            self.stderr.write(f"Failed: {failure.title}: {' '.join(failure.sentences)}")
        if outcome.failures:
            raise CommandError(f"{len(outcome.failures)} failed. They keep their date and will be retried.")

    def _say_what_is_due(self) -> None:
        for expiry in due_expiries():
            self.stdout.write(f"Would expire: {expiry.title} ({expiry.due_at.isoformat()})")
        for revision in due_revisions():
            self.stdout.write(f"Would publish: {revision.title} ({revision.due_at.isoformat()})")
