"""Packages of npm for a test, as a lock file names them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

#: For modules that need them.
NEEDS_NODE = pytest.mark.skipif(
    not (shutil.which("node") and shutil.which("npm")), reason="there is no node with npm on this machine"
)


def run_npm(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [shutil.which("npm") or "npm", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def install_locked(folder: Path, lock: Path) -> None:
    """Installs what the ``package-lock.json`` in ``folder`` names, unless it is there.

    :param lock: a file; of several processes with the same one, the others wait for the first.
    """
    with FileLock(lock):
        installed = folder / "node_modules" / ".package-lock.json"
        if installed.exists() and installed.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime:
            return
        done = run_npm("ci", folder=folder)
        assert done.returncode == 0, done.stdout + done.stderr
        installed.touch()
