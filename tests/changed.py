"""Which tests say most about what has changed: ``pytest --changed``, or ``--changed=main`` for all since a commit.

These are the changed tests, those in the folder of ``tests/`` that mirrors that of a changed module, and those that
import it, themselves or by way of what tests have in common. That answers in seconds or minutes while one works. What a
change breaks elsewhere, the whole suite says.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import grimp

ROOT = Path(__file__).resolve().parents[1]
APPS = ("api", "cms", "media", "pages")


def changed_files(commit: str) -> list[str]:
    """The files that differ from a commit, and those that git does not know yet, as paths from the root."""
    differing = _git("diff", "--name-only", "--diff-filter=d", commit)
    return [*differing, *_git("ls-files", "--others", "--exclude-standard")]


def belonging_to(files: Iterable[str]) -> set[str]:
    """The files with tests that belong to these."""
    found: set[str] = set()
    modules = []
    for path in map(PurePosixPath, files):
        if path.name == "conftest.py":
            found |= _tests_in(path.parent)
        elif path.suffix == ".py" and path.parts[0] in (*APPS, "tests"):
            modules.append(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
            found |= {str(path)} if path.name.startswith("test_") else _mirrored(path)
    return found | _importing(modules)


def _mirrored(path: PurePosixPath) -> set[str]:
    """The tests of a module by its name, and those of its folder, but for the folder of a whole app."""
    if path.parts[0] == "tests":
        return set()
    folder = PurePosixPath("tests", path.parent)
    by_name = {found for found in _tests_in(folder) if PurePosixPath(found).stem.startswith(f"test_{path.stem}")}
    return by_name if len(path.parts) == 2 else by_name | _tests_in(folder)


def _importing(modules: list[str]) -> set[str]:
    """The tests that import one of these, or something of ``tests`` that does."""
    if not modules:
        return set()
    graph = grimp.build_graph("tests", *APPS, cache_dir=".import_linter_cache")
    found: set[str] = set()
    rest = [module for module in modules if module in graph.modules]
    while rest:
        importers = graph.find_modules_that_directly_import(rest.pop())
        new = {module for module in importers if module.startswith("tests.")} - found
        found |= new
        rest += new
    paths = {f"{module.replace('.', '/')}.py" for module in found}
    return {path for path in paths if PurePosixPath(path).name.startswith("test_")}


def _tests_in(folder: PurePosixPath) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("test_*.py")}


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607
    return done.stdout.splitlines()
