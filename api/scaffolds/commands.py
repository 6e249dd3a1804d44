"""The base of the three commands."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from ..router import router
from .names import Name, WrongName
from .places import NoPlace, Place, find_place
from .writing import Files, InTheWay, shown


class StartCommand(BaseCommand):
    """Writes a scaffold; a subclass says which files it has."""

    requires_system_checks: list[str] = []
    #: The suffix of class names of the kind.
    suffix = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="such as open_day or OpenDay")
        parser.add_argument("--app", help="label or module of the app to add it to")
        parser.add_argument("--plural", default="", help="the plural of an irregular word, such as children")

    def handle(self, *args: Any, name: str, app: str | None, plural: str, **options: Any) -> None:
        try:
            place = find_place(app)
            files = Files(place, Name.of(name, suffix=self.suffix, plural=plural))
            self.check_names(files)
            self.fill(files)
        except (WrongName, NoPlace, InTheWay) as error:
            raise CommandError(str(error)) from error
        for sentence in files.write():
            self.stdout.write(sentence)
        self.stdout.write("\nNext:")
        for step in self.next_steps(files):
            self.stdout.write(f"  {step}")

    def check_names(self, files: Files) -> None:
        """:raises InTheWay: if the name is taken."""

    def fill(self, files: Files) -> None:
        """Add the files to write."""
        raise NotImplementedError

    def next_steps(self, files: Files) -> list[str]:
        """What to do afterwards, each a line."""
        raise NotImplementedError

    def class_name(self, files: Files) -> str:
        return f"{files.name.class_name}{self.suffix}"


def run_its_test(test: Path) -> str:
    """The command that runs the generated test."""
    text = test.read_text(encoding="utf-8")
    if "import pytest" in text or "TestCase" not in text:
        return f"python -m pytest {shown(test)}"
    return f"python manage.py test {'.'.join(Path(shown(test)).with_suffix('').parts)}"


def check_no_model_is_called(name: Name, suffix: str, place: Place) -> None:
    """:raises InTheWay: if a model has this name, or one is the plural of the other."""
    singular, plural = ("".join(words) for words in (name.words, name.plural_words))
    for model in apps.get_models():
        is_own = model._meta.app_label == place.app.label
        other = model.__name__.removesuffix(suffix)
        # Django names the accessor from a page to its specific type after the class, whatever its app.
        if model.__name__.lower() == f"{singular}{suffix}".lower() and (is_own or suffix == "Page"):
            raise InTheWay(f"There is already a model {model._meta.label}. Choose another name.")
        if is_own and (other.lower() == plural or _plural_of(other) == singular):
            raise InTheWay(
                f"“{name.class_name}{suffix}” and {model._meta.label} would differ only in singular and plural. Choose "
                "another name, or the singular of it."
            )


def check_no_endpoint_is_called(path: str) -> None:
    """:raises InTheWay: if the API has an endpoint of this name."""
    if path in router.endpoints:
        raise InTheWay(f"The API already has an endpoint {path}/. Choose another name, or another --plural.")


def _plural_of(class_name: str) -> str:
    try:
        return "".join(Name.of(class_name).plural_words)
    except WrongName:
        return ""
