from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...openapi.document import build_document
from ...openapi.shapes import UndeclaredShapes


class Command(BaseCommand):
    help = "Writes the API's OpenAPI document to a file, so that version control shows what changes for clients."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--check", action="store_true", help="write nothing; fail if the file is out of date")

    def handle(self, *args: Any, path: Path, check: bool, **options: Any) -> None:
        try:
            document = build_document()
        except UndeclaredShapes as error:
            raise CommandError(f"Some fields do not declare the shape of what they send:\n{error}") from error
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if check and text != known:
            raise CommandError(f"{path} is out of date. Run: make openapi")
        if not check:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{path}: {'unchanged' if text == known else 'written'}")
