"""A stranger's project: its folder, its environment, its commands and its server. Nothing of this repository is on its
path but what it has installed.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

BIN = Path(sys.executable).parent
PATIENCE_S = 60
#: Errors as visitors meet them, and a file that need not survive a power failure.
LOCAL_SETTINGS = """
from .base import DATABASES

DEBUG = False
DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA synchronous=OFF"}
"""


class Project:
    def __init__(self, folder: Path, packages: Path, port: int = 0) -> None:
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}"
        self.environment = {
            "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(packages),
            "PYTHONWARNINGS": "error::SyntaxWarning",
        }

    def run(self, command: str, *, status: int = 0, **variables: str) -> str:
        """What a command prints, which must end with this status."""
        done = self._start(command, stdout=subprocess.PIPE, **variables)
        output, _ = done.communicate(timeout=PATIENCE_S)
        assert done.returncode == status, f"{command}\n{output}"
        return output

    @contextmanager
    def running(self, command: str) -> Iterator[subprocess.Popen]:
        """A command that goes on until it is stopped."""
        log = self.folder / f"{command.split()[2]}.log"
        with log.open("w") as output:
            process = self._start(command, stdout=output)
            try:
                yield process
                assert process.poll() is None, log.read_text()
            finally:
                process.terminate()
                process.wait(PATIENCE_S)

    @contextmanager
    def served(self) -> Iterator[None]:
        """While its own server runs, at ``address``, as it would for visitors: without Django's pages for debugging."""
        port = self.address.rpartition(":")[2]
        with self.running(f"python manage.py runserver --noreload --insecure 127.0.0.1:{port}") as process:
            end = time.monotonic() + PATIENCE_S
            while process.poll() is None and time.monotonic() < end:
                try:
                    requests.head(self.address, timeout=PATIENCE_S)
                except requests.ConnectionError:
                    time.sleep(0.1)
                else:
                    break
            yield

    def _start(self, command: str, *, stdout: object, **variables: str) -> subprocess.Popen:
        return subprocess.Popen(  # noqa: S603
            ["/bin/bash", "-c", f"exec {command}"],
            cwd=self.folder,
            env={**self.environment, **variables},
            stdin=subprocess.DEVNULL,
            stdout=stdout,  # type: ignore[arg-type]
            stderr=subprocess.STDOUT,
            text=True,
        )

    def python(self, code: str) -> str:
        """What a script of the project prints, which is another process than its server."""
        return self.run(f"python manage.py shell --no-imports -c {shlex.quote(code)}")
