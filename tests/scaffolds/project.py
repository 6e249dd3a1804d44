"""A copy of this project that a test may write into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.database_template import ROOT, make_template

COPIED = ["api", "cms", "media", "pages", "tests", "manage.py", "pyproject.toml"]


class Copy:
    """The project in ``folder``, with a migrated database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__", "locale", "golden", "stranger")
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=ignored)
            else:
                shutil.copy(source, folder / name)
        shutil.copy(make_template(), folder / "db.sqlite3")

    def run(self, *arguments: str) -> str:
        """What a Python process prints, which has to succeed."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": f"sqlite:///{self.folder / 'db.sqlite3'}",
            "PYTHONPATH": str(self.folder),
        }
        done = subprocess.run(  # noqa: S603
            [sys.executable, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def script(self, code: str) -> str:
        return self.run("-c", f"import django, gc\ngc.disable()\ndjango.setup()\n{code}")

    def files(self) -> dict[str, str]:
        """The text of each file of code, by its path."""
        paths = [path for name in ("pages", "tests") for path in (self.folder / name).rglob("*.py")]
        return {str(path.relative_to(self.folder)): path.read_text() for path in paths}
