"""Every command that the documentation shows is run as it is written there, in an installation of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
import requests
from docx import Document

from cms.health.listener import health_port
from tests.cms.test_processes import wait_for
from tests.database_template import sqlite_template
from tests.freshness.servers import free_port

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "clients").glob("*/README.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELL_LANGUAGES = {"", "sh", "shell", "bash", "console"}
PROGRAMS = r"manage\.py|python|granian|make|npm|npx|pip|curl|psql|pg_dump|sqlite3"
COMMAND = re.compile(rf"(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?({PROGRAMS})\b")
INTERPRETER = re.compile(r"^(?:\.venv/bin/)?python (?=manage\.py)")
#: Commands that go on until they are stopped.
SERVERS = ("serve", "db_worker", "granian", "runserver")
#: What is not run here, and why.
LEFT_OUT = {
    "make": "CI runs it, or tests/packaging",
    "curl": "tests/cms/test_readme.py asks the demo, and tests/packaging another site",
    "npm": "the client's own tests run it",
    "npx": "the client's own tests run it",
    "pip": "CI installs the requirements, and tests/packaging the wheels",
    "psql": "needs a database server of its own",
    "pg_dump": "needs a database server of its own",
    "sqlite3": "needs the program sqlite3",
}
#: Commands that replace all that the others need.
MOVES = ("dumpdata", "loaddata", "flush")
#: Commands that write code.
STARTS = ("startpage", "startblock", "startsnippet")
A_CLINIC = """
from wagtail.models import Page, Site
from pages.models import HomePage, ClinicIndexPage, ArticleIndexPage
from tests.pages.factories import make_clinic
home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Clinics", slug="clinics-home"))
Site.objects.update(root_page=home)
index = home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics"))
home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
make_clinic(index, title="Riverside", slug="riverside")
"""


def collect() -> list[tuple[str, str]]:
    """The commands in fenced and indented blocks, each with the document that shows it first.

    What is the same but for the way in which Python is started stands once, as it is written first.
    """
    found: dict[str, tuple[str, str]] = {}
    for document in DOCUMENTS:
        for line in lines_of(document.read_text(encoding="utf-8")):
            if COMMAND.match(line):
                command = re.sub(r"\s+#.*", "", line).strip()
                found.setdefault(INTERPRETER.sub("", command), (command, document.name))
    return list(found.values())


def lines_of(text: str) -> list[str]:
    blocks = [block for language, block in FENCE.findall(text) if language in SHELL_LANGUAGES]
    fenced = [line for block in blocks for line in block.splitlines()]
    rest = FENCE.sub("", text).splitlines()
    return [*fenced, *(line.strip() for line in rest if re.match(r" {4}\S", line))]


COMMANDS = collect()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder as the documentation has it, with a migrated database, and the environment of its server."""
    folder = tmp_path_factory.mktemp("installation")
    (folder / "var").mkdir()
    for name in ("manage.py", "cms", "requirements.txt"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "article.docx").write_bytes(_document())
    shutil.copy(sqlite_template(), folder / "var" / "db.sqlite3")
    port = free_port()
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("CLINIC_", "DJANGO_", "REDIS_"))}
    mine.pop("DATABASE_URL", None)
    environment = {
        **mine,
        "PATH": os.pathsep.join([str(folder), str(Path(sys.executable).parent), mine["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "CLINIC_VAR_DIR": str(folder / "var"),
        "CLINIC_SECRET_KEY": "made-up-for-the-commands-of-the-documentation-0123456789",
        "CLINIC_ALLOWED_HOSTS": "127.0.0.1",
        "CLINIC_BASE_URL": f"http://127.0.0.1:{port}",
        "CLINIC_FRONTEND_BASE_URL": "https://www.example.org",
        "CLINIC_HTTPS": "false",
        "PORT": str(port),
        "CLINIC_WORKER": "false",
    }
    for arguments in (["migrate", "-v", "0"], ["shell", "-v", "0", "-c", A_CLINIC]):
        _run([sys.executable, "manage.py", *arguments], folder, environment)
    return folder, environment


def test_the_documentation_has_commands() -> None:
    assert len(COMMANDS) > 10
    assert any("snapshots rebuild" in command for command, _ in COMMANDS)


@pytest.mark.parametrize(("command", "document"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_it_runs_as_written(command: str, document: str, installation: tuple[Path, dict[str, str]]) -> None:
    folder, environment = installation
    program = COMMAND.match(command).group(1)
    if " -m pip " in command:
        program = "pip"
    if program in LEFT_OUT:
        pytest.skip(f"{document}: {LEFT_OUT[program]}")
    if any(f" {name} " in command for name in MOVES):
        pytest.skip(f"{document}: tests/cms/test_moving_content.py runs it")
    if any(f" {name} " in command for name in STARTS):
        pytest.skip(f"{document}: tests/scaffolds or tests/packaging runs it")
    if any(re.search(rf"\b{name}\b", command) for name in SERVERS):
        _serve(command, folder, environment)
    else:
        _run(["bash", "-c", command], folder, environment)


def test_a_server_that_was_killed_is_back_at_once_with_its_worker_and_its_port_for_health(
    installation: tuple[Path, dict[str, str]],
) -> None:
    folder, environment = installation
    environment = {**environment, "CLINIC_WORKER": "true"}
    command = [sys.executable, "manage.py", "serve"]
    first = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)  # noqa: S603
    try:
        _wait(first, environment["PORT"], is_server=True)
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    second = subprocess.Popen(command, cwd=folder, env=environment)  # noqa: S603
    try:
        address = f"http://127.0.0.1:{health_port(int(environment['PORT']))}/readyz"
        wait_for(lambda: _checks(address).get("worker") == {"ok": True})
        _wait(second, environment["PORT"], is_server=True)
    finally:
        second.terminate()
        assert second.wait(120) == 0


def _checks(address: str) -> dict[str, dict[str, object]]:
    try:
        return requests.get(address, timeout=10).json()["checks"]
    except requests.RequestException:
        return {}


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,  # Nobody is asked for a name or a password.
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def _serve(command: str, folder: Path, environment: dict[str, str]) -> None:
    """Starts it, sees it at work, and has it stop in order."""
    if "granian" in command:
        command = command.replace("--port 8000", f"--port {environment['PORT']}")
        command = command.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        environment = {**environment, "DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    shell = ["/bin/bash", "-c", f"exec env {command}"]
    process = subprocess.Popen(shell, cwd=folder, env=environment, start_new_session=True)  # noqa: S603
    try:
        _wait(process, environment["PORT"], is_server="db_worker" not in command)
        process.terminate()
        process.wait(120)
    finally:
        with suppress(ProcessLookupError):  # What is left would answer in place of the next.
            os.killpg(process.pid, signal.SIGKILL)


def _wait(process: subprocess.Popen, port: str, *, is_server: bool) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end and process.poll() is None:
        try:
            report = requests.get(f"http://127.0.0.1:{port}/readyz", timeout=10)
        except requests.RequestException:
            if not is_server:
                # A worker says nothing; that it goes on is what can be seen.
                _require_to_go_on(process)
                return
            time.sleep(0.2)
        else:
            assert report.json()["checks"]["database"] == {"ok": True}
            return
    raise AssertionError(f"It ended with status {process.poll()}.")


def _require_to_go_on(process: subprocess.Popen) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(15)


def _document() -> bytes:
    document = Document()
    document.add_heading("An article about sleep", 0)
    for number in range(3):
        document.add_heading(f"Section {number}", 1)
        document.add_paragraph("Sleep helps to recover. A doctor can say what else does.")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
