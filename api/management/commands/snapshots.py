from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import router as databases
from tqdm import tqdm

from ... import conf
from ...builds.rebuilding import differences, mark_wrong, rebuild, status
from ...builds.sources import sources
from ...explaining import NothingThere, explain
from ...snapshots.models import Snapshot
from ...snapshots.tables import missing_tables

INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Snapshots are the stored responses of the API. status counts them; rebuild makes those that are "
        "missing or stale; verify compares all of them with what the serializers make now, marks those that "
        "are wrong and then exits with status 1; explain says why the API responds as it does for one object."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="{status,rebuild,verify,explain}")
        actions.add_parser("status", help="count the snapshots of each model")
        rebuild = actions.add_parser("rebuild", help="make the snapshots that are missing or stale")
        rebuild.add_argument("--all", action="store_true", help="make all snapshots, including fresh ones")
        rebuild.add_argument("--shard", type=_shard, default=(0, 1), metavar="1/2", help="do only one part of the work")
        actions.add_parser("verify", help="compare snapshots with what the serializers make now")
        explaining = actions.add_parser("explain", help="say why the API responds as it does for one object")
        explaining.add_argument("path", help="a path of the frontend, such as /articles/calm-mind/; or faqs/3")
        explaining.add_argument("--field", default="", help="a field of its response, such as hero_image or meta.seo")
        explaining.add_argument("--site", default="", help="the hostname of the site that the path is on")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if not conf.base_url():
            raise CommandError(
                "Set WAGTAILAPI_BASE_URL: without it, responses are computed for the host of each request."
            )
        if missing_tables(databases.db_for_write(Snapshot)):
            raise CommandError("The database has no tables for snapshots yet. Run: manage.py migrate")
        try:
            getattr(self, action)(**options)
        except KeyboardInterrupt:
            raise CommandError(
                "Interrupted. Nothing is lost: run it again at any time.", returncode=INTERRUPTED
            ) from None

    def status(self, **options: Any) -> None:
        self.stdout.write(f"{'model':<32}{'public':>9}{'ready':>9}{'marked':>9}{'outdated':>9}{'to make':>9}")
        for row in status():
            numbers = (row.public, row.fresh, row.marked, row.outdated, row.missing)
            self.stdout.write(f"{row.name:<32}" + "".join(f"{number:>9,}" for number in numbers))

    def rebuild(self, *, all: bool, shard: tuple[int, int], **options: Any) -> None:
        with self._bar(_total() // shard[1]) as bar:
            made = rebuild(everything=all, shard=shard, done=bar.update)
        self.stdout.write(f"{made:,} snapshots made.")

    def verify(self, **options: Any) -> None:
        wrong = []
        with self._bar(_total()) as bar:
            for snapshot, fault in differences():
                bar.update()
                if isinstance(snapshot, Snapshot):
                    wrong.append(snapshot)
                    tqdm.write(f"{snapshot.model} {snapshot.pk_text} {fault}.", file=self.stderr)
        if wrong:
            mark_wrong(wrong)
            raise CommandError(
                f"{len(wrong):,} snapshots were wrong: content was changed without Django's signals. They are marked, "
                "and are rebuilt when they are next read, or by: manage.py snapshots rebuild"
            )
        self.stdout.write("All snapshots are correct.")

    def explain(self, *, path: str, field: str, site: str, **options: Any) -> None:
        try:
            for line in explain(path, field, site):
                self.stdout.write(line)
        except NothingThere as nothing:
            raise CommandError(str(nothing)) from None

    def _bar(self, total: int) -> tqdm:
        return tqdm(total=total, unit=" objects", disable=None, file=self.stderr)


def _total() -> int:
    return sum(source.get_snapshot_queryset().count() for source in sources())


def _shard(text: str) -> tuple[int, int]:
    part, _, parts = text.partition("/")
    if part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts):
        return int(part) - 1, int(parts)
    raise ArgumentTypeError("write the part and the number of parts, such as 1/2")
