from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...demo.loader import OtherContentError, load_demo


@contextmanager
def only_warnings() -> Iterator[None]:
    """Suppress the line that Wagtail logs for each of hundreds of objects."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


class Command(BaseCommand):
    help = "Loads the demo site, a fictional clinic group, into an empty database. Running it again changes nothing."

    def handle(self, **options: Any) -> None:
        try:
            with only_warnings():
                made = load_demo(self.stdout.write)
        except OtherContentError as error:
            raise CommandError(str(error)) from error
        if made:
            self.stdout.write(self.style.SUCCESS("The demo site has been loaded."))
        else:
            self.stdout.write("The demo site is already loaded. Nothing was changed.")
