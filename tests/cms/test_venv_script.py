"""``bin/venv``, in a folder of its own, with scripts that play Python."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "bin" / "venv"

# Plays an interpreter: what each call does is told by its arguments, as bin/venv gives them.
PYTHON = """#!/bin/sh
echo "$*" >>{calls}
case "$*" in
    --version) echo "Python {version}" ;;
    *version_info*) [ {version} != 3.10.4 ] ;;
    *"import ensurepip"*) [ {has_venv} = yes ] ;;
    "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"pip install"*) echo "pip was here"; [ {installs} = yes ] ;;
esac
"""


class Folder:
    """A project with nothing in it but ``bin/venv`` and two requirements files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.calls = path / "calls"
        self.python = path / "fake-python"
        (path / "bin").mkdir()
        shutil.copy(SCRIPT, path / "bin" / "venv")
        (path / "requirements.txt").write_text("one==1\n")
        (path / "requirements-dev.txt").write_text("one==1\ntwo==2\n")
        self.make_python()

    def make_python(self, *, version: str = "3.12.1", has_venv: str = "yes", installs: str = "yes") -> None:
        text = PYTHON.format(calls=self.calls, version=version, has_venv=has_venv, installs=installs)
        self.python.write_text(text)
        self.python.chmod(0o755)

    def run(self, requirements: str = "requirements.txt", python: str | None = None) -> tuple[int, str]:
        """Runs the script and returns its exit status and what it wrote to standard error."""
        environment = {"PATH": "/usr/bin:/bin", "PYTHON": python or str(self.python)}
        command = [str(self.path / "bin" / "venv"), requirements]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        return result.returncode, result.stderr

    def installations(self) -> int:
        return self.calls.read_text().count("pip install") if self.calls.exists() else 0


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def assert_one_line(error: str, *words: str) -> None:
    assert error.count("\n") == 1
    for word in words:
        assert word in error


def test_a_second_run_installs_nothing(folder: Folder) -> None:
    assert [folder.run(), folder.run()] == [(0, ""), (0, "")]
    assert folder.installations() == 1


def test_changed_requirements_are_installed(folder: Folder) -> None:
    folder.run()
    (folder.path / "requirements.txt").write_text("one==2\n")
    folder.run()

    assert folder.installations() == 2


def test_the_development_requirements_hold_those_for_running(folder: Folder) -> None:
    folder.run("requirements-dev.txt")
    folder.run("requirements.txt")
    folder.run("requirements-dev.txt")

    assert folder.installations() == 1


def test_development_requirements_are_installed_on_top(folder: Folder) -> None:
    folder.run("requirements.txt")
    folder.run("requirements-dev.txt")

    assert folder.installations() == 2


def test_a_missing_python_is_one_clear_line(folder: Folder) -> None:
    status, error = folder.run(python="no-such-python")

    assert status == 1
    assert_one_line(error, "no-such-python", "Install Python 3.11 or newer")


def test_an_old_python_is_one_clear_line(folder: Folder) -> None:
    folder.make_python(version="3.10.4")

    status, error = folder.run()

    assert status == 1
    assert_one_line(error, "Python 3.11 or newer is needed", "Python 3.10.4")
    assert not (folder.path / ".venv").exists()


def test_a_python_without_venv_is_one_clear_line(folder: Folder) -> None:
    folder.make_python(has_venv="no")

    status, error = folder.run()

    assert status == 1
    assert_one_line(error, "venv module", "python3-venv")


def test_a_failing_install_is_one_clear_line_that_names_the_log(folder: Folder) -> None:
    folder.make_python(installs="no")

    status, error = folder.run()

    assert status == 1
    assert_one_line(error, "requirements.txt failed", "var/log/install.log")
    assert "pip was here" in (folder.path / "var" / "log" / "install.log").read_text()


def test_a_failed_install_is_tried_again(folder: Folder) -> None:
    folder.make_python(installs="no")
    folder.run()
    shutil.rmtree(folder.path / ".venv")
    folder.make_python()

    assert folder.run() == (0, "")
    assert folder.installations() == 2


def test_a_missing_requirements_file_is_one_clear_line(folder: Folder) -> None:
    status, error = folder.run("requirements-none.txt")

    assert status == 1
    assert_one_line(error, "requirements-none.txt")
