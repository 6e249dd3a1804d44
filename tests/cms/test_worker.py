import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.startup import worker
from cms.startup.worker import Worker

PROGRAM = """
import os, pathlib, time
folder = pathlib.Path(__file__).parent
(folder / f"{os.getpid()}.pid").touch()
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "manage.py").write_text(PROGRAM)
    monkeypatch.setattr(worker, "MANAGE", tmp_path / "manage.py")
    monkeypatch.setattr(worker, "RESTART_AFTER_S", 0)
    return tmp_path


def pids(folder: Path) -> set[int]:
    return {int(path.stem) for path in folder.glob("*.pid")}


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_dies_is_started_again_until_the_server_stops(folder: Path) -> None:
    running = Worker()
    running.start()
    wait_for(lambda: len(pids(folder)) == 1)
    os.kill(*pids(folder), signal.SIGKILL)
    wait_for(lambda: len(pids(folder)) == 2)
    running.stop()
    wait_for(lambda: not any(is_alive(pid) for pid in pids(folder)))
    assert len(pids(folder)) == 2


def test_a_worker_that_is_stopped_while_it_starts_leaves_no_process(folder: Path) -> None:
    for _ in range(20):
        running = Worker()
        running.start()
        running.stop()
    assert not any(is_alive(pid) for pid in pids(folder))


def test_a_worker_that_was_stopped_before_starts_nothing(folder: Path) -> None:
    stopped = Worker()
    stopped.stop()
    stopped.start()
    stopped.stop()
    assert not pids(folder)
