"""The three starts, from command to response, in a copy of this project."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from tests.scaffolds.project import Copy

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="has a database of its own, a file")

START = """
from django.core.management import call_command
call_command("startpage", "lecture")
call_command("startblock", "quiet_hour")
call_command("startsnippet", "fee")
"""
#: Migrates, keeps that for the tests that were written, and publishes.
SERVE = """
import json, shutil
from pathlib import Path
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site
from pages.models import Fee, LecturePage
from tests.database_template import FOLDER, _hash_of_migrations

call_command("makemigrations", "clinic_pages", name="starts", verbosity=0)
call_command("migrate", verbosity=0)
FOLDER.mkdir(parents=True)
shutil.copy("db.sqlite3", FOLDER / f"clinic_template_{_hash_of_migrations()}.sqlite3")
home = Site.objects.get().root_page
page = LecturePage(title="Sleep", slug="sleep", subtitle="In short", summary="What a night does for us. " * 3)
page.facts = [
    ("fact", {"label": "Length", "text": "An hour"}),
    ("quiet_hour", {"heading": "At noon", "text": "Nobody calls."}),
]
home.add_child(instance=page).save_revision().publish()
Fee.objects.create(name="A visit", description="Ten dollars")
paths = ["pages/?type=clinic_pages.LecturePage&fields=subtitle,facts", "fees/", "search/?q=noon"]
print(json.dumps([Client().get(f"/api/v2/{path}").json()["items"] for path in paths]))
"""


@pytest.mark.django_db
def test_a_page_type_a_block_and_a_snippet_are_served_linted_and_tested(tmp_path):
    project = Copy(tmp_path)
    before = project.files()
    said = project.script(START)
    after = project.files()
    changed = {path for path, text in after.items() if before.get(path) != text}
    assert changed == {
        "pages/models/lecture.py",
        "tests/pages/models/test_lecture_page.py",
        "pages/blocks/quiet_hour.py",
        "tests/pages/blocks/test_quiet_hour_block.py",
        "pages/models/fee.py",
        "tests/pages/models/test_fee.py",
        "pages/models/__init__.py",
        "pages/api_endpoints.py",
    }
    assert all(path in said for path in changed)

    # What the second command says that remains to be done.
    assert "quiet_hour = QuietHourBlock(), imported from pages.blocks.quiet_hour" in said
    lecture = tmp_path / "pages" / "models" / "lecture.py"
    text = lecture.read_text().replace("    fact = ", "    quiet_hour = QuietHourBlock()\n    fact = ")
    text = text.replace("from ..blocks.stream", "from ..blocks.quiet_hour import QuietHourBlock\nfrom ..blocks.stream")
    lecture.write_text(text)
    paths = sorted(changed)
    project.run("-m", "ruff", "check", "--no-cache", *paths)
    project.run("-m", "ruff", "format", "--check", "--no-cache", *paths)

    (page,), (fee,), (found,) = json.loads(project.script(SERVE).splitlines()[-1])
    assert (page["title"], page["subtitle"]) == ("Sleep", "In short")
    assert [(block["type"], block["value"]) for block in page["facts"]] == [
        ("fact", {"label": "Length", "text": "An hour"}),
        ("quiet_hour", {"heading": "At noon", "text": "Nobody calls."}),
    ]
    assert (fee["name"], fee["description"]) == ("A visit", "Ten dollars")
    assert found["title"] == "Sleep"
    made = set(project.files()) - set(after)
    assert [path.endswith("_starts.py") for path in made] == [True]

    written = [path for path in paths if path.startswith("tests/")]
    assert "5 passed" in project.run("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *written)
