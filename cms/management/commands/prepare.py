from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.settings.environment import env
from cms.startup.administrator import administrators
from cms.startup.announcement import address_lines, administrator_lines
from cms.startup.duties import prepare


class Command(BaseCommand):
    help = (
        "Prepares the database for the development server: applies migrations and, in a new database, loads the "
        "demo site and creates a user."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=int,
            default=env("PORT"),
            help="the port to show in the printed URLs (default: PORT, or 8000)",
        )

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        password = prepare(self.stdout.write, static_files=False)
        login = administrator_lines(password, administrators())
        for line in [*address_lines(f"http://127.0.0.1:{port}"), *login]:
            self.stdout.write(line)
