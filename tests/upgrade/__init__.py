"""Databases of released versions, which the present code migrates and answers from as those versions did.

Each version has a folder with a database of the demo site, as SQLite's file and as PostgreSQL's SQL, and with what the
API answered from each. ``python -m tests.upgrade`` writes the folder of the version in ``pyproject.toml``; a folder is
never changed afterwards.

==============  =======================================================================================================
``content``     what the demo site does not have: a page that moved, one that is gone, a private one, a document
``asking``      all that is asked of the API, in a process of its own
``comparison``  what of an answer another one lacks
``databases``   databases as files, and back
``__main__``    makes the folder of a version
==============  =======================================================================================================
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
VERSIONS = Path(__file__).parent / "versions"


def environment(folder: Path, database_url: str) -> dict[str, str]:
    """That of an installation in ``folder``, which nobody has configured otherwise."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("CLINIC_", "REDIS_"))}
    return {
        **mine,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "DATABASE_URL": database_url,
        "CLINIC_ENV_FILE": os.devnull,
        "CLINIC_VAR_DIR": str(folder),
        "CLINIC_SECRET_KEY": "made-up-for-databases-of-released-versions-0123456789-and-nothing-else",
        "CLINIC_ALLOWED_HOSTS": "cms.example.org",
        "CLINIC_BASE_URL": "https://cms.example.org",
        "CLINIC_FRONTEND_BASE_URL": "https://www.example.org",
        "CLINIC_HTTPS": "false",
        "CLINIC_THROTTLE_RATE": "none",
        "CLINIC_TASKS": "database",
    }


def run(*arguments: str, environment: dict[str, str], text: str = "") -> str:
    """What Python prints with these arguments; it must succeed.

    :param text: its standard input.
    """
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read_packed(path: Path) -> Any:
    return json.loads(lzma.decompress(path.read_bytes()))


def write_packed(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_bytes(lzma.compress(text.encode(), preset=9))
