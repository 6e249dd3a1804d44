import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings as settings_of_django
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from cms.startup import duties, first_start
from cms.startup.administrator import administrators, create_administrator
from cms.startup.announcement import administrator_lines
from cms.startup.first_start import FirstStart
from cms.startup.migrations import apply_migrations
from cms.startup.port import port_is_taken
from cms.startup.static_files import collect_static_files

User = get_user_model()


@pytest.fixture(autouse=True)
def var_dir(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder in the place of ``var/``."""
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def new_database() -> Iterator[None]:
    """A database that looks as if it had no tables yet when the start begins."""
    with patch.object(first_start, "_is_empty_database", return_value=True):
        yield


@pytest.mark.django_db
def test_a_database_with_tables_has_no_first_start() -> None:
    assert FirstStart().begin() is False


@pytest.mark.django_db
def test_a_first_start_that_was_broken_off_goes_on_at_the_next_one(new_database: None) -> None:
    assert FirstStart().begin() is True
    with patch.object(first_start, "_is_empty_database", return_value=False):
        assert FirstStart().begin() is True
        FirstStart().finish()
        assert FirstStart().begin() is False


@pytest.mark.django_db
def test_the_note_of_another_database_says_nothing_about_this_one(var_dir: Path) -> None:
    (var_dir / "first-start").write_text("django.db.backends.postgresql elsewhere 5432 clinic")

    assert FirstStart().begin() is False


@pytest.mark.django_db
def test_the_administrator_can_log_in_with_the_password_that_is_shown() -> None:
    password = create_administrator()

    user = User.objects.get(username="admin")
    assert user.is_superuser
    assert user.check_password(password)


@pytest.mark.django_db
def test_where_a_superuser_exists_no_administrator_is_made() -> None:
    User.objects.create_superuser(username="boss", password="a-password")

    assert create_administrator() is None
    assert not User.objects.filter(username="admin").exists()


@pytest.mark.django_db
def test_each_administrator_gets_a_password_of_its_own() -> None:
    passwords = set()
    for _ in range(3):
        passwords.add(create_administrator())
        User.objects.all().delete()

    assert len(passwords) == 3


@pytest.mark.django_db
def test_the_first_start_loads_the_demo_and_makes_the_administrator_once(new_database: None) -> None:
    with patch.object(duties, "_load_demo") as load_demo:
        first = duties.prepare(print, static_files=False)
        with patch.object(first_start, "_is_empty_database", return_value=False):
            second = duties.prepare(print, static_files=False)

    assert first is not None
    assert second is None
    assert load_demo.call_count == 1


@pytest.mark.django_db
def test_a_demo_that_fails_is_tried_again_at_the_next_start(new_database: None) -> None:
    with (
        patch.object(duties, "_load_demo", side_effect=CommandError("The demo is broken.")),
        pytest.raises(CommandError),
    ):
        duties.prepare(print, static_files=False)

    assert not User.objects.exists()
    assert FirstStart().begin() is True


@pytest.mark.django_db
def test_migrations_are_left_alone_when_none_is_pending() -> None:
    with patch("cms.startup.migrations._has_pending_migrations", return_value=False):
        assert apply_migrations() is False


def test_static_files_are_collected_only_when_one_has_changed(settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

    assert [collect_static_files(), collect_static_files()] == [True, False]
    (source / "b.css").write_text("b {}")
    assert [collect_static_files(), collect_static_files()] == [True, False]
    assert (tmp_path / "static" / "b.css").is_file()


@pytest.mark.django_db
def test_a_first_start_collects_static_files_while_it_makes_the_database(
    new_database: None, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.css").write_text("a {}")
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    collected = tmp_path / "static" / "a.css"
    said: list[str] = []

    def wait_for_files(say: object) -> None:
        end = time.monotonic() + 60
        while not collected.is_file() and time.monotonic() < end:
            time.sleep(0.02)

    with (
        patch.object(duties, "_load_demo", side_effect=wait_for_files),
        patch.object(duties, "can_be_copied", return_value=True),
    ):
        duties.prepare(said.append, static_files=True)

    assert collected.is_file()
    assert "Static files were collected." not in said  # By this process, that is.


@pytest.mark.django_db
def test_pages_find_the_static_files_that_the_same_start_has_collected(
    new_database: None, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.css").write_text("a {}")
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    with pytest.raises(ValueError, match=r"a\.css"):
        staticfiles_storage.url("a.css")

    with patch.object(duties, "_load_demo"), patch.object(duties, "can_be_copied", return_value=True):
        duties.prepare(print, static_files=True)

    assert re.search(r"/a\.[0-9a-f]{12}\.css$", staticfiles_storage.url("a.css"))


@pytest.mark.django_db
def test_what_fails_beside_is_done_again(new_database: None) -> None:
    with (
        patch.object(duties, "_load_demo"),
        patch.object(duties, "can_be_copied", return_value=True),
        patch.object(duties, "collect_static_files", side_effect=[ValueError("The disk is full."), True]) as collect,
        pytest.raises(ValueError, match="disk"),
    ):
        duties.prepare(print, static_files=True)

    assert collect.call_count == 1  # Here: the other time was in another process.


def test_a_port_that_another_program_listens_on_is_taken(taken_port: int) -> None:
    assert port_is_taken("127.0.0.1", taken_port)


def test_a_free_port_is_not_taken(taken_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert not port_is_taken("127.0.0.1", port)


def test_a_taken_port_stops_the_start_before_anything_is_done(taken_port: int) -> None:
    with pytest.raises(CommandError, match=f"Port {taken_port} is in use"):
        call_command("serve", port=taken_port)


def test_the_password_is_announced_once_with_the_way_to_a_new_one() -> None:
    assert "abc-def" in "\n".join(administrator_lines("abc-def", ["admin"]))
    for password in (None, "abc-def"):
        assert "manage.py changepassword admin" in "\n".join(administrator_lines(password, ["admin", "boss"]))
    assert "changepassword boss" in "\n".join(administrator_lines(None, ["boss"]))


@pytest.mark.django_db
def test_a_start_without_an_administrator_says_how_to_make_one() -> None:
    User.objects.create_user(username="admin", password="a-password")
    User.objects.create_superuser(username="left", password="a-password", is_active=False)
    assert administrators() == []

    (line,) = administrator_lines(None, administrators())

    assert "manage.py createsuperuser" in line
    assert "Log in as" not in line


@pytest.mark.django_db
def test_the_command_says_who_can_log_in(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("prepare")
    assert "createsuperuser" in capsys.readouterr().out
    User.objects.create_superuser(username="boss", password="a-password")
    call_command("prepare")
    assert "such as boss" in capsys.readouterr().out


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A folder with the project's commands, in which Python writes down what it is called with."""
    folder = tmp_path / "installation"
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copytree(Path(settings_of_django.BASE_DIR) / "bin", folder / "bin")
    shutil.copy(Path(settings_of_django.BASE_DIR) / "Makefile", folder)
    python = folder / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$*" "$CLINIC_ENV_FILE" >>calls\n')
    (folder / "bin" / "venv").write_text("#!/bin/sh\n")
    python.chmod(0o755)
    return folder


def make(folder: Path, target: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **variables}
    command = ["make", "--silent", target]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def calls(folder: Path) -> str:
    file = folder / "calls"
    return file.read_text() if file.exists() else ""


@pytest.mark.parametrize("target", ["run", "password", "dev"])
def test_beside_a_production_installation_make_refuses(installation: Path, target: str) -> None:
    (installation / ".env").write_text("DATABASE_URL=postgres:///clinic\n")

    refused = make(installation, target)

    assert refused.returncode != 0
    assert "production installation" in refused.stderr
    assert "manage.py changepassword NAME" in refused.stderr
    assert calls(installation) == ""
    assert not (installation / "var").exists()
    assert make(installation, "run", CLINIC_ENV_FILE="var/local.env").returncode == 0
    assert "serve var/local.env" in calls(installation)


def test_make_password_needs_an_installation(installation: Path) -> None:
    assert "make run" in make(installation, "password").stderr
    assert calls(installation) == ""
    assert make(installation, "run").returncode == 0
    assert make(installation, "password").returncode == 0
    assert "changepassword admin var/local.env" in calls(installation)
