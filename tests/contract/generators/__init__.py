"""Generators of clients: their environment, and programs that read the demo site with what they generate."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[3]
PROGRAMS = Path(__file__).parent
REQUIREMENTS = PROGRAMS / "requirements.txt"
#: Stays from one run to the next, with what compilers remember.
FOLDER = ROOT / "var" / "client-generators"
#: What pip says where there is no registry.
_NO_REGISTRY = re.compile(r"(?i)connection|name resolution|no matching distribution found")


def install_generators() -> Path:
    """The folder with the programs of the generators. They are installed where they are not, or are other ones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / "lock"):
        environment, stamp = FOLDER / "environment", FOLDER / "installed.txt"
        if not stamp.exists() or stamp.read_text() != REQUIREMENTS.read_text():
            stamp.unlink(missing_ok=True)
            _run([sys.executable, "-m", "venv", "--clear", str(environment)])
            _install([str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", str(REQUIREMENTS)])
            stamp.write_text(REQUIREMENTS.read_text())
    return environment / "bin"


def _install(command: list[str]) -> None:
    done = _run(command, check=False)
    if done.returncode and _NO_REGISTRY.search(done.stderr):
        pytest.skip("pip reaches no registry, from which the generators come")
    assert done.returncode == 0, done.stderr


def _run(command: list[str], *, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done
