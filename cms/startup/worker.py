from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
RESTART_AFTER_S = 5
PATIENCE_S = 20


class Worker:
    """The process that works off background tasks. One that ends by itself is started again.

    Readers never depend on it: it makes renditions, and stored answers before somebody asks for them.
    """

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._thread = threading.Thread(target=self._keep_running, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets the task under way end, for twenty seconds at most. No process is left behind."""
        with self._starting:
            self._stopping.set()
            process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()
        if self._thread.is_alive():
            self._thread.join()

    def _keep_running(self) -> None:
        command = [sys.executable, str(MANAGE), "db_worker", "--queue-name", "*", "--no-startup-delay", "-v", "0"]
        while (process := self._start_process(command)) is not None:
            process.wait()
            self._stopping.wait(RESTART_AFTER_S)

    def _start_process(self, command: list[str]) -> subprocess.Popen | None:
        with self._starting:
            if not self._stopping.is_set():
                # Ctrl+C reaches only the server, which then stops this one in its turn.
                self._process = subprocess.Popen(command, start_new_session=True)  # noqa: S603
                return self._process
        return None
