"""The client in TypeScript: its types are those of the API, it compiles in strict mode, and it reads the demo site."""

from __future__ import annotations

import os
import re
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


@pytest.fixture(scope="session")
def _built(_installed: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The client as others use it; built once for all processes."""
    folder = tmp_path_factory.getbasetemp().parent
    with FileLock(folder / "npm.lock"):
        if not (folder / "client-built").exists():
            npm("run", "build")
            (folder / "client-built").touch()


@pytest.mark.usefixtures("_built")
def test_it_reads_the_demo_site(demo: str):
    output = npm("test", CLINIC_API=demo)
    assert "fail 0" in output
    assert "skipped 0" in output


@pytest.mark.usefixtures("_built")
def test_the_code_of_its_readme_compiles_and_runs(demo: str, tmp_path: Path):
    blocks = re.findall(r"^```ts\n(.*?)^```", (CLIENT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "clinic-cms-client").symlink_to(CLIENT)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "readme.ts").write_text("\n".join(blocks).replace("https://cms.example.org", demo))
    npm("exec", "--", "tsc", "--strict", "--target", "ES2022", "--module", "NodeNext", str(tmp_path / "readme.ts"))
    assert npm("exec", "--", "node", str(tmp_path / "readme.js")).startswith("What is addiction?")


def test_the_lockfile_does_not_name_the_registry_that_packages_came_from():
    text = (CLIENT / "package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text
