"""Another project, with apps of its own that are named as ours: there, ``media`` is installed as ``clinic_media``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from media.checks.installed_apps import NEEDED

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stranger") / "project"
    without_bytecode = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "stranger", folder, ignore=without_bytecode)
    shutil.copytree(ROOT / "media", folder / "clinic_media", ignore=without_bytecode)
    return folder


@pytest.fixture(scope="module")
def seen(project: Path) -> dict[str, Any]:
    """What ``stranger/visit.py`` saw."""
    visit = run(project, "visit.py")
    assert visit.returncode == 0, visit.stderr
    return json.loads(visit.stdout)


def run(project: Path, *arguments: str, settings: str = "house.settings") -> subprocess.CompletedProcess[str]:
    """Runs Python where nothing of this repository can be imported."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    environment.pop("PYTHONPATH", None)
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_the_project_has_its_own_apps_and_ours_under_the_other_name(project: Path, seen: dict[str, Any]) -> None:
    names = {"api", "clinic_media", "media"}
    assert seen["packages"] == {name: str(project / name / "__init__.py") for name in names}
    assert seen["fields"] == [
        "clinic_media.uploads.fields.CleanImageField",
        "clinic_media.uploads.document_fields.CheckedFileField",
    ]


def test_its_migrations_are_complete_and_its_checks_say_nothing(seen: dict[str, Any]) -> None:
    assert "No changes detected" in seen["changes"]
    assert "no issues" in seen["checked"]


def test_files_are_kept_and_sent(seen: dict[str, Any]) -> None:
    assert set(seen["statuses"].values()) == {200}, seen["statuses"]
    assert {"upload", "thumbnail", "rendition", "original", "document", "images", "form"} <= seen["statuses"].keys()
    assert seen["types"]["rendition"] == seen["types"]["upload"] == "image/jpeg"
    assert seen["warmed"] == "2 renditions were made.\n"  # The third was asked for.
    assert "0 of 3 renditions have not been made." in seen["status"]


def test_answers_and_caches_are_told_what_the_project_says(seen: dict[str, Any]) -> None:
    shown = seen["shown"]
    assert shown["meta"]["type"] == "clinic_media.ClinicImage"
    assert shown["meta"]["detail_url"] == f"http://testserver/api/pictures/{shown['id']}/"
    assert shown["fallback"]["url"].endswith("/content-480.jpg")
    assert seen["tags"] == f"clinicimage:{shown['id']}"


def test_templates_of_both_are_kept_apart(seen: dict[str, Any]) -> None:
    assert seen["panel"] is False


@pytest.mark.parametrize("missing", [["wagtail.images"], NEEDED])
def test_apps_that_are_not_installed_are_an_error(project: Path, missing: Sequence[str]) -> None:
    text = (
        f"from house.settings import *\n\nINSTALLED_APPS = [app for app in INSTALLED_APPS if app not in {missing!r}]\n"
    )
    (project / f"without_{len(missing)}.py").write_text(text)
    checked = run(project, "-m", "django", "check", settings=f"without_{len(missing)}")
    assert checked.returncode == 1
    assert f"(clinic_media.E003) INSTALLED_APPS lacks {', '.join(missing)}, which" in checked.stderr
    assert f"HINT: Add {', '.join(map(repr, missing))} to INSTALLED_APPS, then run: manage.py migrate" in checked.stderr


def test_uploads_that_are_set_to_lie_in_the_app_are_an_error(project: Path) -> None:
    """As where somebody copies the app into a project of which ``wagtail start`` has put uploads there."""
    text = "from house.settings import *\n\nMEDIA_ROOT = BASE_DIR / 'media'\n"
    (project / "uploads_in_media.py").write_text(text)
    checked = run(project, "-m", "django", "check", settings="uploads_in_media")
    assert checked.returncode == 1
    assert f"(clinic_media.E005) Uploads are stored in {(project / 'media').resolve()}," in checked.stderr
