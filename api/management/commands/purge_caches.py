from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...purging.backends import PurgeFailed
from ...purging.models import PendingPurge
from ...purging.sending import send, send_pending
from ...snapshots.surrogate_keys import EVERYTHING


class Command(BaseCommand):
    help = "Tells the caches in front of the API what they have still to drop; with --all, everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="have them drop all answers")

    def handle(self, *args: Any, all: bool, **options: Any) -> None:
        if all:
            try:
                send(keys=[EVERYTHING], urls=[])
            except PurgeFailed as failure:
                raise CommandError(str(failure)) from failure
            self.stdout.write("All caches were told to drop everything.")
            return
        sent, _ = send_pending(can_wait=False)
        left = PendingPurge.objects.count()
        self.stdout.write(f"{sent:,} purges sent, {left:,} left.")
        if left:
            raise CommandError("A cache did not confirm. The log says which one.")
