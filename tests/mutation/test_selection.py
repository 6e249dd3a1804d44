from pathlib import Path

import pytest

from tests.mutation import ROOT
from tests.mutation.selection import ALSO_TESTED_IN, mirrored_tests, modules_of, sample

ALSO_LISTED = {test for tests in ALSO_TESTED_IN.values() for test in tests}
TREE = [
    "api/conf.py",
    "api/drafts/__init__.py",
    "api/drafts/migrations/0001_initial.py",
    "api/drafts/rows.py",
    "api/routing/rules.py",
    "tests/api/routing/test_rules.py",
    "tests/api/test_conf.py",
    "tests/api/test_conf_checks.py",
    "tests/api/test_drafts.py",
    "tests/drafts/test_rows.py",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in TREE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("api/routing/rules.py", ["tests/api/routing"]),
        ("api/routing", ["tests/api/routing"]),
        ("api/conf.py", ["tests/api/test_conf.py", "tests/api/test_conf_checks.py"]),
        ("api/drafts/rows.py", ["tests/api/test_drafts.py", "tests/drafts"]),
        ("api/drafts", ["tests/api/test_drafts.py", "tests/drafts"]),
        ("api", ["tests/api"]),
        ("api/nothing.py", []),
    ],
)
def test_a_module_is_tested_where_its_folder_is_mirrored(root, path, tests):
    assert [test for test in mirrored_tests(path, root) if test not in ALSO_LISTED] == tests


def test_other_places_are_added(root):
    assert mirrored_tests("api/routing/rules.py", root) == ["tests/api/routing", *ALSO_TESTED_IN["api/routing"]]


def test_what_is_listed_is_there():
    assert all((ROOT / path).exists() for path in [*ALSO_TESTED_IN, *ALSO_LISTED])


def test_a_folder_is_all_its_modules_without_migrations(root):
    assert modules_of("api/drafts", root) == ["api/drafts/__init__.py", "api/drafts/rows.py"]
    assert modules_of("api/conf.py", root) == ["api/conf.py"]
    assert modules_of("api/nothing.py", root) == []


def test_a_sample_is_the_same_each_time():
    mutants = [f"mutant_{number}" for number in range(100)]
    assert len(set(sample(mutants, 30))) == 30
    assert sample(mutants, 30) == sample(mutants[::-1], 30)
    assert sample(mutants, None) == sample(mutants, 100) == mutants
