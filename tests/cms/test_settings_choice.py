"""``manage.py`` runs with the settings of the installation that it stands in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cms.settings import choice
from cms.settings.choice import DEVELOPMENT, PRODUCTION, choose_settings
from cms.settings.environment import EnvironmentProblem

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DJANGO_SETTINGS_MODULE", "CLINIC_SECRET_KEY", "CLINIC_ENV_FILE", "RUN_MAIN"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def chosen(root: Path) -> str:
    choose_settings(root)
    return os.environ["DJANGO_SETTINGS_MODULE"]


def test_a_folder_with_nothing_in_it_is_for_development(tmp_path: Path) -> None:
    assert chosen(tmp_path) == DEVELOPMENT


def test_a_secret_key_makes_it_production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_SECRET_KEY", "a-secret")
    assert chosen(tmp_path) == PRODUCTION


def test_an_environment_file_makes_it_production(tmp_path: Path) -> None:
    (tmp_path / ".env").touch()
    assert chosen(tmp_path) == PRODUCTION


def test_a_file_that_is_named_makes_it_production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_ENV_FILE", "/etc/clinic.env")
    assert chosen(tmp_path) == PRODUCTION


@pytest.mark.parametrize("is_named", [True, False])
def test_what_make_run_serves_is_production_too_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_named: bool
) -> None:
    local = tmp_path / "var" / "local.env"
    local.parent.mkdir()
    local.touch()
    if is_named:
        monkeypatch.setenv("CLINIC_ENV_FILE", str(local))
    assert chosen(tmp_path) == PRODUCTION
    assert os.environ["CLINIC_ENV_FILE"] == str(local)


def test_no_file_at_all_is_said_by_dev_null(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").touch()
    monkeypatch.setenv("CLINIC_ENV_FILE", os.devnull)
    assert chosen(tmp_path) == DEVELOPMENT


@pytest.mark.parametrize("sign", [".env", "CLINIC_SECRET_KEY", "CLINIC_ENV_FILE"])
def test_development_settings_are_refused_where_production_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    if sign == ".env":
        (tmp_path / ".env").touch()
    else:
        monkeypatch.setenv(sign, "/etc/clinic.env")
    with pytest.raises(EnvironmentProblem, match="development settings") as refusal:
        choose_settings(tmp_path)
    assert sign in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_make_dev_works_beside_make_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = tmp_path / "var" / "local.env"
    local.parent.mkdir()
    local.touch()
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    assert chosen(tmp_path) == DEVELOPMENT
    # Django starts itself anew after a change of code; by then the file's variables are in the environment.
    monkeypatch.setenv("CLINIC_SECRET_KEY", "that of the file")
    monkeypatch.setenv(choice.RELOADED, "true")
    assert chosen(tmp_path) == DEVELOPMENT


def test_other_settings_are_whose_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_SECRET_KEY", "a-secret")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    assert chosen(tmp_path) == "cms.settings.test"


def test_the_command_line_refuses_in_a_sentence() -> None:
    environment = {**os.environ, "CLINIC_SECRET_KEY": "a-secret", "DJANGO_SETTINGS_MODULE": DEVELOPMENT}
    done = subprocess.run(
        [sys.executable, "manage.py", "snapshots", "rebuild"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Nothing was done: ")
    assert "Traceback" not in done.stderr
