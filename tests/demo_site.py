"""The demo site on a real server on loopback, in a folder of its own: what frontends are built against.

It has a database of its own, whatever the tests run on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from tests.database_template import WITHOUT_COLLECTOR
from tests.freshness.servers import ROOT, free_port, running

# The demo content has none.
ADD_A_DOCUMENT = """
from tests.media.factories import DocumentFactory
DocumentFactory(title="What to bring", file__filename="what-to-bring.pdf")
"""
FRONTEND = "https://www.example.org"
SECRET_KEY = "made-up-for-the-demo-site-of-the-tests-0123456789-and-nothing-else"


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """A server with the demo content, by its address. The first that comes makes the content; others wait for it."""
    port = free_port()
    environment = _environment(folder, port)
    with FileLock(folder / "lock"):
        if not (folder / "made").exists():
            _run(["-c", WITHOUT_COLLECTOR, "prepare"], environment)
            _run(["manage.py", "shell", "-c", ADD_A_DOCUMENT], environment)
            (folder / "made").touch()
    arguments = ["-m", "gunicorn", "cms.wsgi", "-b", f"127.0.0.1:{port}", "--log-level", "error", "-k", "gthread"]
    # The server's own limit of a request's length would answer in place of the API.
    arguments += ["--threads", "4", "--limit-request-line", "0"]
    with running([sys.executable, *arguments], f"http://127.0.0.1:{port}", environment) as address:
        yield address


def _environment(folder: Path, port: int) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("CLINIC_", "REDIS_"))}
    return {
        **mine,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "CLINIC_ENV_FILE": os.devnull,
        "CLINIC_VAR_DIR": str(folder),
        "CLINIC_SECRET_KEY": SECRET_KEY,
        "CLINIC_ALLOWED_HOSTS": "127.0.0.1",
        "CLINIC_BASE_URL": f"http://127.0.0.1:{port}",
        "CLINIC_FRONTEND_BASE_URL": FRONTEND,
        "CLINIC_HTTPS": "false",
        "CLINIC_THROTTLE_RATE": "none",
        # Nobody does them: what a reader asks for does not wait for them.
        "CLINIC_TASKS": "database",
    }


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
