from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that ``make wheels`` has written; once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "packages"
    with FileLock(f"{folder}.lock"):
        if not (folder / "dist").exists():
            make = shutil.which("make") or "make"
            command = [make, "wheels", f"DIST={folder / 'building'}"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "building").rename(folder / "dist")
    return folder / "dist"
