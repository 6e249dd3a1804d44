"""``pytest --changed`` runs the tests that say most about a change."""

from __future__ import annotations

from tests.changed import belonging_to


def test_a_test_that_has_changed_is_run_itself() -> None:
    assert belonging_to(["tests/api/test_visibility.py"]) == {"tests/api/test_visibility.py"}


def test_a_module_is_tested_by_the_folder_that_mirrors_its_own_and_by_what_imports_it() -> None:
    found = belonging_to(["api/routing/journal.py"])
    assert {"tests/api/routing/test_redirects.py", "tests/freshness/test_bulk_writes.py"} <= found
    assert not any(path.startswith(("tests/media", "tests/browser")) for path in found)


def test_a_module_of_a_whole_app_is_not_tested_by_all_of_it() -> None:
    found = belonging_to(["api/visibility.py"])
    assert "tests/api/test_visibility.py" in found
    assert "tests/api/routing/test_redirects.py" not in found


def test_what_tests_have_in_common_runs_all_that_use_it() -> None:
    assert "tests/freshness/test_bulk_writes.py" in belonging_to(["tests/freshness/world.py"])
    assert "tests/drafts/test_walk.py" in belonging_to(["tests/drafts/conftest.py"])


def test_what_is_no_code_belongs_to_none() -> None:
    assert belonging_to(["README.md", "docs/api.md"]) == set()
