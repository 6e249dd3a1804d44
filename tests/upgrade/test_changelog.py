"""Each version in the changelog has a number, a date, and what an installation must do; and a database to upgrade."""

from __future__ import annotations

import datetime
import re
import tomllib

import pytest

from tests.upgrade import ROOT, VERSIONS

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = {
    heading.strip(): body
    for heading, body in re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", CHANGELOG, re.MULTILINE | re.DOTALL)
}
KINDS = {"Upgrading", "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
RELEASED = [heading.partition(" - ")[0] for heading in SECTIONS if heading != "Unreleased"]


def test_versions_are_in_order_with_their_dates():
    assert next(iter(SECTIONS)) == "Unreleased"
    numbers, dates = [], []
    for heading in list(SECTIONS)[1:]:
        version, date = re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", heading).groups()
        numbers.append(tuple(map(int, version.split("."))))
        dates.append(datetime.date.fromisoformat(date))
    assert numbers == sorted(set(numbers), reverse=True)
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_version_begins_with_what_an_installation_must_do(heading: str):
    kinds = re.findall(r"^### (.+)\n\n(- )?", SECTIONS[heading], re.MULTILINE)
    assert kinds[0] == ("Upgrading", "- ")
    assert len(kinds) == len({kind for kind, _ in kinds})
    assert {kind for kind, _ in kinds} <= KINDS


def test_the_project_has_the_number_of_the_newest_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == RELEASED[0]


def test_each_version_has_databases_to_upgrade():
    """Made by: make release-database"""
    assert {path.name for path in VERSIONS.iterdir()} == set(RELEASED)
    for version in RELEASED:
        assert {path.name for path in (VERSIONS / version).iterdir()} == {
            *("sqlite.sqlite3.xz", "sqlite.json.xz", "postgresql.sql.xz", "postgresql.json.xz")
        }
