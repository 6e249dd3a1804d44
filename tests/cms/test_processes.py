"""The processes that ``manage.py serve`` keeps running, with real ones."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cms.startup import processes
from cms.startup.processes import PROJECT, Process

PROGRAM = """
import os, pathlib, sys, time
(pathlib.Path(sys.argv[1]) / f"{os.getpid()}.pid").touch()
time.sleep(120)
"""
DEAF = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + PROGRAM
SUPERVISOR = """
import sys
from cms.startup.processes import Process, Supervisor
Supervisor([Process(f"p{number}", ["-c", sys.argv[2], sys.argv[1]]) for number in range(2)], lambda: None).run()
"""
#: Its first program is a copy, which says so; with a thread beside it, there is none.
COPIED = """
import os, pathlib, sys, threading, time
from cms.startup.parent import end_with_parent
from cms.startup.processes import Process, Supervisor

def begin():
    end_with_parent()
    (pathlib.Path(sys.argv[1]) / f"{os.getpid()}.copy").touch()
    time.sleep(120)

if sys.argv[3] == "with a thread":
    threading.Thread(target=time.sleep, args=[120], daemon=True).start()
process = Process("p", ["-c", sys.argv[2], sys.argv[1]], begin=begin)
Supervisor([process], lambda: None).run()
os._exit(0)
"""
WITH_PARENT = "from cms.startup.parent import end_with_parent\nend_with_parent()\n" + PROGRAM


def pids(folder: Path) -> set[int]:
    return {int(path.stem) for path in folder.glob("*.pid")}


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status != "Z"


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Process]:
    process = Process("program", ["-c", PROGRAM, str(tmp_path)])
    yield process
    process.kill()


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen]]:
    started: list[subprocess.Popen] = []

    def start(program: str) -> subprocess.Popen:
        command = [sys.executable, "-c", SUPERVISOR, str(tmp_path), program]
        supervisor = subprocess.Popen(command, cwd=PROJECT)  # noqa: S603
        started.append(supervisor)
        wait_for(lambda: len(pids(tmp_path)) == 2)
        return supervisor

    yield start
    for supervisor in started:
        if supervisor.poll() is None:
            supervisor.kill()
            supervisor.wait()
    for pid in pids(tmp_path):
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)


def test_a_process_that_dies_is_started_again_and_the_log_says_so(
    watched: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(processes, "FIRST_WAIT_S", 0)
    watched.start()
    wait_for(lambda: len(pids(tmp_path)) == 1)
    os.kill(*pids(tmp_path), signal.SIGKILL)
    wait_for(lambda: not watched.is_running())

    def is_started_again() -> bool:
        assert watched.watch()
        return len(pids(tmp_path)) == 2

    wait_for(is_started_again)
    assert "The program ended (signal 9). It will be restarted" in caplog.text


def test_a_process_that_ends_again_and_again_is_given_up_where_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(processes, "FIRST_WAIT_S", 0)
    process = Process("program", ["-c", "raise SystemExit(3)"], tries=3)
    process.start()
    wait_for(lambda: not process.watch())

    assert caplog.text.count("ended (status 3)") == 3


@pytest.fixture
def copying(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen]]:
    started: list[subprocess.Popen] = []

    def start(beside: str) -> subprocess.Popen:
        command = [sys.executable, "-c", COPIED, str(tmp_path), PROGRAM, beside]
        started.append(subprocess.Popen(command, cwd=PROJECT))  # noqa: S603
        return started[-1]

    yield start
    for supervisor in started:
        supervisor.kill()
        supervisor.wait()
    for pid in pids(tmp_path):
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")
def test_the_first_start_is_a_copy_with_all_that_is_loaded_and_the_next_is_new(
    tmp_path: Path, copying: Callable
) -> None:
    supervisor = copying("alone")
    wait_for(lambda: any(tmp_path.glob("*.copy")))
    assert not pids(tmp_path)
    (copy,) = (int(path.stem) for path in tmp_path.glob("*.copy"))
    os.kill(copy, signal.SIGKILL)
    wait_for(lambda: len(pids(tmp_path)) == 1)
    supervisor.terminate()
    assert supervisor.wait(30) == 0
    assert not any(is_alive(pid) for pid in pids(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_copy_ends_with_the_process_that_it_is_of(tmp_path: Path, copying: Callable, number: int) -> None:
    supervisor = copying("alone")
    wait_for(lambda: any(tmp_path.glob("*.copy")))
    (copy,) = (int(path.stem) for path in tmp_path.glob("*.copy"))
    supervisor.send_signal(number)
    supervisor.wait(30)
    wait_for(lambda: not is_alive(copy), 30)


def test_a_process_with_threads_is_not_copied(tmp_path: Path, copying: Callable) -> None:
    copying("with a thread")
    wait_for(lambda: len(pids(tmp_path)) == 1)
    assert not list(tmp_path.glob("*.copy"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_all_stop_when_they_are_told_to(tmp_path: Path, supervise: Callable, number: int) -> None:
    supervisor = supervise(PROGRAM)
    supervisor.send_signal(number)
    supervisor.wait(30)

    assert not any(is_alive(pid) for pid in pids(tmp_path))


def test_being_told_to_stop_many_times_stops_once(tmp_path: Path, supervise: Callable) -> None:
    supervisor = supervise(PROGRAM)
    for _ in range(20):
        supervisor.send_signal(signal.SIGTERM)
    supervisor.wait(30)

    assert supervisor.returncode == 0
    assert not any(is_alive(pid) for pid in pids(tmp_path))


def test_a_process_that_does_not_stop_is_killed(tmp_path: Path, supervise: Callable) -> None:
    supervisor = supervise(DEAF)
    began = time.monotonic()
    supervisor.terminate()
    supervisor.wait(60)

    assert not any(is_alive(pid) for pid in pids(tmp_path))
    assert time.monotonic() - began < processes.KILL_AFTER_S + 10


def test_what_a_killed_supervisor_leaves_ends_by_itself(tmp_path: Path, supervise: Callable) -> None:
    supervisor = supervise(WITH_PARENT)
    supervisor.kill()
    supervisor.wait()

    wait_for(lambda: not any(is_alive(pid) for pid in pids(tmp_path)), 30)
