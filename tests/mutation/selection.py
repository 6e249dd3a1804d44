"""Which files are mutated, and which tests ought to notice."""

from __future__ import annotations

import random
from pathlib import Path, PurePosixPath

from tests.mutation import ROOT

#: Where modules are tested outside the folders that mirror theirs, by the beginning of their paths.
ALSO_TESTED_IN = {
    "api/routing": ["tests/api/test_redirects.py", "tests/pages/redirects"],
    "api/snapshots": [
        "tests/api/test_bulk_writes.py",
        "tests/api/test_clocks.py",
        "tests/api/test_delivery.py",
        "tests/freshness/test_isolation.py",
        "tests/freshness/test_removing.py",
    ],
    "api/visibility.py": ["tests/api/test_hidden_in_blocks.py", "tests/api/test_hidden_in_fields.py"],
    "pages/clinics": [
        "tests/pages/endpoints/test_clinic_hours.py",
        "tests/pages/endpoints/test_clinic_hours_schedule.py",
        "tests/pages/models/test_clinic.py",
    ],
}


def modules_of(path: str, root: Path = ROOT) -> list[str]:
    """The Python files that ``path`` names, or that are below it, without migrations."""
    found = root / path
    files = sorted(found.rglob("*.py")) if found.is_dir() else [found] if found.is_file() else []
    return [file.relative_to(root).as_posix() for file in files if "migrations" not in file.parts]


def mirrored_tests(path: str, root: Path = ROOT) -> list[str]:
    """The files and folders with the tests of a module, or of a folder of modules.

    For ``api/routing/rules.py`` that is the folder ``tests/api/routing/``; where there is none, it would be
    ``tests/api/test_routing*.py`` and ``tests/routing/``.
    """
    parts = PurePosixPath(path.removesuffix(".py")).parts
    folders = [PurePosixPath("tests", *parts), PurePosixPath("tests", *parts[:-1])]
    # Not all tests of an app for one of its modules.
    mirrored = [folder for folder in folders if len(folder.parts) > min(2, len(parts)) and (root / folder).is_dir()][:1]
    if not mirrored:
        app, idea = parts[:2]
        files = sorted((root / "tests" / app).glob(f"test_{idea}*.py"))
        mirrored = [PurePosixPath(file.relative_to(root).as_posix()) for file in files]
        mirrored += [PurePosixPath("tests", idea)] if (root / "tests" / idea).is_dir() else []
    also = [test for start, tests in ALSO_TESTED_IN.items() if path.startswith(start) for test in tests]
    return list(dict.fromkeys([*map(str, mirrored), *also]))


def sample(mutants: list[str], size: int | None) -> list[str]:
    """So many of ``mutants``, the same ones each time; all of them without a size."""
    if size is None or size >= len(mutants):
        return mutants
    return sorted(random.Random(0).sample(sorted(mutants), size))  # noqa: S311
