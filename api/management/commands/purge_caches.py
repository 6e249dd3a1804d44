from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...purging.backends import PurgeFailed
from ...purging.models import PendingPurge
from ...purging.sending import send, send_pending
from ...snapshots.surrogate_keys import EVERYTHING


class Command(BaseCommand):
    help = "Sends pending purges to the caches in front of the API; with --all, purges everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="purge all responses")

    def handle(self, *args: Any, all: bool, **options: Any) -> None:
        if all:
            try:
                send(keys=[EVERYTHING], urls=[])
            except PurgeFailed as failure:
                raise CommandError(str(failure)) from failure
            self.stdout.write("All caches were purged completely.")
            return
        sent, _ = send_pending(can_wait=False)
        left = PendingPurge.objects.count()
        self.stdout.write(f"{sent:,} purges sent, {left:,} left.")
        if left:
            raise CommandError("A cache did not confirm a purge. The log says which one.")
