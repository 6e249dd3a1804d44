"""The three starts and the README's own page type, from command to response, in a copy of this project."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from api.scaffolds.imports import with_imports
from tests.database_template import ROOT
from tests.scaffolds.project import Copy

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="has a database of its own, a file")

README = (ROOT / "README.md").read_text().partition("## Add a page type\n")[2].partition("\n## ")[0]
EXAMPLE, ANSWER = (re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)[1] for language in ("python", "json"))
FIRST_PARTY = {"api", "media"}.__contains__
START = """
from django.core.management import call_command
call_command("startpage", "workshop")
call_command("startblock", "quiet_hour")
call_command("startsnippet", "fee")
"""
#: Migrates, keeps that for the tests that were written, and publishes.
SERVE = """
import datetime, json, shutil
from pathlib import Path
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site
from pages.models import Fee, HomePage, LecturePage, WorkshopPage
from tests.database_template import FOLDER, _hash_of_migrations

call_command("makemigrations", "clinic_pages", name="starts", verbosity=0)
call_command("migrate", verbosity=0)
FOLDER.mkdir(parents=True)
shutil.copy("db.sqlite3", FOLDER / f"clinic_template_{_hash_of_migrations()}.sqlite3")
home = Site.objects.get().root_page
page = WorkshopPage(title="Rest", slug="rest", subtitle="In short", summary="What a night does for us. " * 3)
page.facts = [
    ("fact", {"label": "Length", "text": "An hour"}),
    ("quiet_hour", {"heading": "At noon", "text": "Nobody calls."}),
]
home.add_child(instance=page).save_revision().publish()
assert {LecturePage, WorkshopPage} <= set(HomePage.creatable_subpage_models())
lecture = LecturePage(title="How we sleep", slug="how-we-sleep", starts_on=datetime.date(2026, 12, 1))
home.add_child(instance=lecture).save_revision().publish()
Fee.objects.create(name="A visit", description="Ten dollars")
paths = ["pages/?type=clinic_pages.WorkshopPage&fields=subtitle,facts", "fees/", "search/?q=noon"]
paths.append(PATH_OF_README)
print(json.dumps([Client().get(f"/api/v2/{path}").json() for path in paths]))
"""


@dataclass
class Started:
    project: Copy
    #: The files that the commands wrote or changed, and what they said.
    changed: set[str]
    said: str
    #: The files that makemigrations wrote.
    generated: set[str]
    answers: list[Any]

    def lint(self, *paths: str) -> None:
        self.project.run("-m", "ruff", "check", "--no-cache", *paths)
        self.project.run("-m", "ruff", "format", "--check", "--no-cache", *paths)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Started:
    folder = tmp_path_factory.mktemp("starts")
    project = Copy(folder)
    before = project.files()
    said = project.script(START)
    after = project.files()
    changed = {path for path, text in after.items() if before.get(path) != text}
    add_to_stream(folder / "pages" / "models" / "workshop.py")
    add_example(folder / "pages" / "models")
    known = set(project.files())
    path = re.search(r"`(pages/\?[^`]+)`", README)[1]
    answers = json.loads(project.script(SERVE.replace("PATH_OF_README", repr(path))).splitlines()[-1])
    return Started(project, changed, said, set(project.files()) - known, answers)


def add_to_stream(workshop: Path) -> None:
    """What ``startblock`` says that remains to be done."""
    text = workshop.read_text().replace("    fact = ", "    quiet_hour = QuietHourBlock()\n    fact = ")
    workshop.write_text(with_imports(text, ["from ..blocks.quiet_hour import QuietHourBlock"], FIRST_PARTY))


def add_example(models: Path) -> None:
    """What the README says: the file, and its import."""
    (models / "lecture.py").write_text(EXAMPLE)
    text = with_imports(
        (models / "__init__.py").read_text(), ["from .lecture import LecturePage"], {"api"}.__contains__
    )
    (models / "__init__.py").write_text(text.replace('    "Licence",', '    "LecturePage",\n    "Licence",'))


def test_a_page_type_with_a_block_is_three_files_and_one_migration(started):
    assert started.changed == {
        *("pages/models/workshop.py", "pages/models/__init__.py", "tests/pages/models/test_workshop_page.py"),
        *("pages/blocks/quiet_hour.py", "tests/pages/blocks/test_quiet_hour_block.py"),
        *("pages/models/fee.py", "pages/api_endpoints.py", "tests/pages/models/test_fee.py"),
    }
    assert [path for path in started.changed if path not in started.said] == []
    assert "quiet_hour = QuietHourBlock(), imported from pages.blocks.quiet_hour" in started.said
    assert [path.endswith("_starts.py") for path in started.generated] == [True]


def test_they_are_served(started):
    (page,), (fee,), (found,) = (answer["items"] for answer in started.answers[:3])
    assert (page["title"], page["subtitle"]) == ("Rest", "In short")
    assert [(block["type"], block["value"]) for block in page["facts"]] == [
        ("fact", {"label": "Length", "text": "An hour"}),
        ("quiet_hour", {"heading": "At noon", "text": "Nobody calls."}),
    ]
    assert (fee["name"], fee["description"]) == ("A visit", "Ten dollars")
    assert found["title"] == "Rest"


def test_linters_have_nothing_to_say_of_them(started):
    started.lint(*started.changed)


def test_the_tests_that_were_written_pass(started):
    written = sorted(path for path in started.changed if path.startswith("tests/"))
    assert "5 passed" in started.project.run("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *written)


def test_the_example_of_the_readme_is_served_as_it_says_and_passes_the_linters(started):
    started.lint("pages/models/lecture.py", "pages/models/__init__.py")
    shown, answer = json.loads(ANSWER), started.answers[3]
    (item,) = answer["items"]
    assert answer["meta"] == shown["meta"]
    (example,) = shown["items"]
    assert example | {"id": item["id"], "meta": item["meta"]} == item
    assert example["meta"].items() <= item["meta"].items()
