from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ...renditions.originals import original_of
from ...renditions.storing import make_missing
from ...upkeep import progress
from ...upkeep.earlier_files import clean_earlier_file, is_earlier
from ...upkeep.tidying import tidy


class Command(BaseCommand):
    help = (
        "status: counts the renditions that exist and those that are missing. warm: makes the missing ones, so "
        "that no visitor waits for one, and cleans files that were uploaded before uploads were cleaned. tidy: "
        "removes the renditions of files that were replaced longer ago than the grace period."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["status", "warm", "tidy"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        {"status": self.status, "warm": self.warm, "tidy": self.tidy}[action]()

    def status(self) -> None:
        status = progress.Status(earlier_versions=progress.earlier_versions())
        for image in self.bar(progress.images()):
            progress.look_at(image, status)
        self.stdout.write(
            f"{status.images} images: {status.complete} with all their renditions, "
            f"{status.without_renditions} drawings and animations that need none.\n"
            f"{status.missing} of {status.offered} renditions have not been made.\n"
            f"{status.earlier_versions} earlier versions are kept."
        )
        if status.lost_files:
            lost = "\n".join(status.lost_files)
            raise CommandError(f"{len(status.lost_files)} image files are missing from storage:\n{lost}")

    def warm(self) -> None:
        made, failed = 0, []
        for image in self.bar(progress.images()):
            try:
                if is_earlier(image):
                    clean_earlier_file(image)
                made += make_missing(original_of(image))
            except Exception as error:  # A broken file does not stop the other images.
                failed.append(f"{image.pk} ({image.file.name}): {error}")
        self.stdout.write(f"{made} renditions were made.")
        if failed:
            raise CommandError("No renditions could be made of these images:\n" + "\n".join(failed))

    def tidy(self) -> None:
        self.stdout.write(f"{tidy()} versions were removed.")

    def bar(self, images: Any) -> Any:
        return tqdm(images, total=progress.count(), unit="image", disable=None, file=self.stderr._out)
