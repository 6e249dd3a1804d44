import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
COMPILED = ["requirements.txt", "requirements-dev.txt"]


def lines(name: str) -> list[str]:
    """The lines of a requirements file that name a package."""
    return [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line[:1].isalpha()]


@pytest.mark.parametrize("name", COMPILED)
def test_compiled_requirements_are_exact_versions_and_nothing_else(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert all(re.fullmatch(r"[a-z0-9._-]+==[\w.]+", line) for line in lines(name))
    assert not re.search(r"^--|://|/", text, re.MULTILINE)


def test_the_development_requirements_hold_those_for_running() -> None:
    assert set(lines("requirements.txt")) <= set(lines("requirements-dev.txt"))


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_is_explained(name: str) -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    explained = {word for cell in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE) for word in cell.split(", ")}

    assert {re.split(r"[\[~<>=]", line)[0] for line in lines(name)} <= explained
