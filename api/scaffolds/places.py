from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings

#: The folder with an app's own templates, which apply to all apps of the project.
FOLDER = "scaffolds"
OWN_TEMPLATES = Path(__file__).parent / "templates"


class NoPlace(ValueError):  # noqa: N818  (says what is the case)
    """There is no app to write into; the message says how to name one."""


@dataclass(frozen=True)
class Place:
    """The app to write into."""

    app: AppConfig

    @property
    def path(self) -> Path:
        return Path(self.app.path)

    @property
    def models(self) -> Path:
        """The module that Django reads models from: ``models.py``, or the ``__init__.py`` of a folder."""
        return self._folder("models") / "__init__.py" if self._folder("models").is_dir() else self.path / "models.py"

    def module_file(self, folder: str, module: str, suffix: str = "") -> Path:
        """The file of a new module: in the folder of that name, or, in an app without it, beside ``models.py``."""
        inside = self._folder(folder)
        return inside / f"{module}.py" if inside.is_dir() else self.path / f"{module}{suffix}.py"

    def test_file(self, folder: str, module: str) -> Path:
        """The test file: in the project's tests of this app, else in the app, in a folder of that name if there is
        one.
        """
        of_project = root() / "tests" / self.app.name.rpartition(".")[2]
        found = next((each for each in (of_project, self.path / "tests") if each.is_dir()), self.path)
        inside = found / folder
        return (inside if inside.is_dir() else found) / f"test_{module}.py"

    def module_name(self, path: Path) -> str:
        """The dotted name by which a file of the app is imported."""
        parts = path.relative_to(self.path).with_suffix("").parts
        return ".".join([self.app.name, *(part for part in parts if part != "__init__")])

    def _folder(self, name: str) -> Path:
        return self.path / name


def find_place(name: str | None) -> Place:
    """The app called ``name``, by its label or its module; without a name, the one for new content.

    :raises NoPlace: if there is no such app, or the choice is ambiguous.
    """
    own = list(_apps_of_project())
    if name is not None:
        found = next((app for app in apps.get_app_configs() if name in (app.label, app.name)), None)
        if found is None:
            raise NoPlace(f"There is no app “{name}” in INSTALLED_APPS. There are: {_labels(own)}.")
        return Place(found)
    with_templates = [app for app in own if (Path(app.path) / FOLDER).is_dir() and app.name != _package()]
    chosen = with_templates or own
    if len(chosen) != 1:
        raise NoPlace(f"Say which app to add it to, with --app: {_labels(own) or 'manage.py startapp makes one'}.")
    return Place(chosen[0])


def template(name: str) -> str:
    """The text of a template: from the first installed app that has one, else from this package."""
    folders = [Path(app.path) / FOLDER for app in apps.get_app_configs() if app.name != _package()]
    files = [folder / f"{name}.py-tpl" for folder in (*folders, OWN_TEMPLATES)]
    return next(file for file in files if file.is_file()).read_text(encoding="utf-8")


def root() -> Path:
    """The folder of the project."""
    return Path(getattr(settings, "BASE_DIR", None) or Path.cwd())


def is_first_party(module: str) -> bool:
    """Whether a top-level module is in the project, as linters decide it."""
    return (root() / module).is_dir() or (root() / f"{module}.py").is_file()


def is_importable(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _apps_of_project() -> Iterator[AppConfig]:
    for app in apps.get_app_configs():
        path = Path(app.path)
        if path.is_relative_to(root()) and "site-packages" not in path.parts and app.name != _package():
            yield app


def _package() -> str:
    return __name__.partition(".")[0]


def _labels(found: list[AppConfig]) -> str:
    return ", ".join(app.label for app in found)
