"""The client in TypeScript: its types are those of the API, it compiles in strict mode, and it reads the demo site."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

CLIENT = Path(__file__).parents[2] / "clients" / "typescript"

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and shutil.which("npm")), reason="there is no node with npm on this machine"
)


def npm(*arguments: str, **environment: str) -> str:
    """What npm prints; it must succeed."""
    done = subprocess.run(  # noqa: S603
        [shutil.which("npm") or "npm", *arguments],
        cwd=CLIENT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def _installed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The packages that package-lock.json names, and no others; installed once for all processes."""
    with FileLock(tmp_path_factory.getbasetemp().parent / "npm.lock"):
        note = CLIENT / "node_modules" / ".package-lock.json"
        if not note.exists() or note.stat().st_mtime < (CLIENT / "package-lock.json").stat().st_mtime:
            npm("ci")
            note.touch()


@pytest.mark.usefixtures("_installed")
def test_the_types_are_those_of_the_description():
    """Renew them by: make openapi"""
    npm("run", "generate", "--", "--check")


@pytest.mark.usefixtures("_installed")
def test_it_builds_and_reads_the_demo_site(demo: str):
    npm("run", "build")
    output = npm("test", CLINIC_API=demo)
    assert "fail 0" in output
    assert "skipped 0" in output


def test_the_lockfile_does_not_name_the_registry_that_packages_came_from():
    text = (CLIENT / "package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text
