import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.settings.environment import (
    PAIRS,
    REQUIRED,
    RULES,
    EnvironmentProblem,
    env,
    environment_problems,
    is_web_address,
    load_environment_file,
    origin,
    require_complete_environment,
)

COMPLETE = {
    "CLINIC_SECRET_KEY": "a-secret-for-tests-0123456789-and-for-nothing-else-at-all",
    "CLINIC_ALLOWED_HOSTS": "cms.example.org",
    "CLINIC_BASE_URL": "https://cms.example.org",
    "CLINIC_FRONTEND_BASE_URL": "https://www.example.org",
}

SetEnvironment = Callable[..., None]


@pytest.fixture
def set_environment(monkeypatch: pytest.MonkeyPatch) -> SetEnvironment:
    """Sets the given variables of the project, and no others."""
    for name in env.scheme:
        # Set before it is removed, so that whatever the code under test adds is taken away in the end.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)

    def set_variables(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_variables


def test_a_complete_environment_has_no_problems(set_environment: SetEnvironment) -> None:
    set_environment(**COMPLETE)

    require_complete_environment()


def test_an_empty_environment_is_refused_with_every_missing_name(set_environment: SetEnvironment) -> None:
    set_environment()

    with pytest.raises(EnvironmentProblem) as raised:
        require_complete_environment()

    for name in REQUIRED:
        assert f"{name} is not set" in str(raised.value)


def test_all_wrong_values_are_named_at_once(set_environment: SetEnvironment) -> None:
    set_environment(**COMPLETE, CLINIC_HTTPS="perhaps", PORT="70000", CLINIC_NUM_PROXIES="two", REDIS_URL="127.0.0.1")

    problems = list(environment_problems())

    assert [problem.split()[0] for problem in problems] == ["REDIS_URL", "CLINIC_HTTPS", "CLINIC_NUM_PROXIES", "PORT"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLINIC_BASE_URL", "cms.example.org"),
        ("CLINIC_FRONTEND_BASE_URL", "ftp://www.example.org"),
        ("CLINIC_SECRET_KEY", "x"),
        ("CLINIC_SECRET_KEY", "x" * 60),
        ("CLINIC_SECRET_KEY", "$abcdefghij" * 6),
        ("CLINIC_ALLOWED_HOSTS", "https://cms.example.org"),
        ("CLINIC_ALLOWED_HOSTS", "cms.example.org/admin"),
        ("CLINIC_ALLOWED_HOSTS", "cms.example.org,www.example.org:8000"),
        ("DATABASE_URL", "mysql://localhost/clinic"),
        ("DATABASE_URL", "postgres://u@h:abc/x"),
        ("DATABASE_URL", "postgres://"),
        ("DATABASE_URL", "postgres://u:p@h"),
        ("DATABASE_URL", "postgres://u:hunter2@ss#w/rd@h/x"),
        ("DATABASE_URL", "postgres://u:hunter2/rd@h/x"),
        ("DATABASE_URL", "postgres://u:12/hunter2@h/x"),
        ("DATABASE_URL", "postgres://u:hunter2?rd@h/x"),
        ("DATABASE_URL", "sqlite:///relative.sqlite3"),
        ("DATABASE_URL", "sqlite://relative.sqlite3"),
        ("REDIS_URL", "redis://127.0.0.1:abc/0"),
        ("REDIS_URL", "redis://127.0.0.1:6379/first"),
        ("REDIS_URL", "redis://:12#hunter2@127.0.0.1:6379/0"),
        ("REDIS_URL", "unix://"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "smtp+tls://user:hunter2#ss@host:587"),
        ("EMAIL_URL", "smtp+tls://user:12#hunter2@host:587"),
        ("EMAIL_URL", "smtp+tls://user:12/hunter2@host:587"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "filemail://"),
        ("CLINIC_FROM_EMAIL", "nonsense"),
        ("CLINIC_SEARCH_URL", "https://user:hunter2#ss@search.example.org"),
        ("CLINIC_VARNISH_URLS", "http://user:hunter2@127.0.0.1:6081"),
        ("CLINIC_ACCEL_REDIRECT", "/"),
        ("CLINIC_VAR_DIR", "/etc/passwd"),
        ("CLINIC_VAR_DIR", "/etc/passwd/var"),
        ("CLINIC_VAR_DIR", "/proc/var"),
        ("CLINIC_CORS_ORIGINS", "https://www.example.org,https://app.example.org/page"),
        ("CLINIC_THROTTLE_RATE", "many"),
        ("CLINIC_THROTTLE_RATE", "0/min"),
        ("CLINIC_SERVE_MEDIA", "ja"),
        ("CLINIC_LOG_LEVEL", "LOUD"),
        ("WEB_CONCURRENCY", "0"),
    ],
)
def test_a_wrong_value_is_refused(set_environment: SetEnvironment, name: str, value: str) -> None:
    set_environment(**{**COMPLETE, name: value})

    (problem,) = environment_problems()
    assert problem.startswith(f"{name} is ")
    assert "hunter2" not in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLINIC_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"),
        ("CLINIC_ALLOWED_HOSTS", ".example.org, cms.example.net"),
        ("CLINIC_ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", "postgres://clinic:password@127.0.0.1:5432/clinic"),
        ("DATABASE_URL", "postgresql://db.example.org/clinic?options=-c%20statement_timeout%3D5s"),
        ("DATABASE_URL", "postgres://user@server:p@ss@db.example.org/clinic?sslmode=require"),
        ("DATABASE_URL", "postgres://u:p%40ss%23w%2Frd@h/x"),
        ("DATABASE_URL", "postgres:///clinic"),
        ("DATABASE_URL", "postgres://u:p@%2Fvar%2Frun%2Fpostgresql/clinic"),
        ("DATABASE_URL", "postgres:////var/run/postgresql/clinic"),
        ("DATABASE_URL", "postgres://u@one.example.org:5432,two.example.org:5433/clinic"),
        ("DATABASE_URL", "sqlite:////srv/clinic/db.sqlite3"),
        ("REDIS_URL", "redis://127.0.0.1"),
        ("REDIS_URL", "rediss://user:p@ss@redis.example.org:6380/1?ssl_cert_reqs=none"),
        ("REDIS_URL", "unix:///run/redis.sock?db=1"),
        ("REDIS_URL", "redis://one.example.org:6379/0,redis://two.example.org:6379/0"),
        ("EMAIL_URL", "smtp+tls://user@example.org:pa%23ss@host:587"),
        ("EMAIL_URL", "smtp://localhost"),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "filemail:////var/mail/clinic"),
        ("CLINIC_FROM_EMAIL", "clinic-cms@localhost"),
        ("CLINIC_FROM_EMAIL", "Clinic CMS <cms@example.org>"),
        ("CLINIC_SEARCH_URL", "https://user:p@ss@search.example.org:9200"),
        ("CLINIC_ACCEL_REDIRECT", "/stored/files/"),
    ],
)
def test_a_right_value_is_taken(set_environment: SetEnvironment, name: str, value: str) -> None:
    set_environment(**{**COMPLETE, name: value})

    assert list(environment_problems()) == []


def test_the_folder_for_files_is_made(set_environment: SetEnvironment, tmp_path: Path) -> None:
    set_environment(**COMPLETE, CLINIC_VAR_DIR=str(tmp_path / "clinic" / "var"))

    assert list(environment_problems()) == []
    assert (tmp_path / "clinic" / "var").is_dir()


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_does_nothing_alone_is_refused_alone(set_environment: SetEnvironment, first: str, second: str) -> None:
    set_environment(**COMPLETE, **{second: "hunter2"})

    assert list(environment_problems()) == [f"{second} is set, but {first} is not: set both, or neither."]
    set_environment(**{first: "x"})
    assert list(environment_problems()) == []


def test_no_problem_shows_the_secret_key(set_environment: SetEnvironment) -> None:
    set_environment(**{**COMPLETE, "CLINIC_SECRET_KEY": "hunter2"})

    (problem,) = environment_problems()

    assert "hunter2" not in problem
    assert "50 characters" in problem


def test_every_rule_and_every_needed_variable_has_a_type() -> None:
    assert set(RULES) | set(REQUIRED) <= set(env.scheme)


def test_http_addresses_and_required_https_contradict_each_other(set_environment: SetEnvironment) -> None:
    set_environment(**{**COMPLETE, "CLINIC_BASE_URL": "http://cms.example.org"})
    assert "CLINIC_HTTPS is on" in next(environment_problems())

    set_environment(CLINIC_HTTPS="false")
    assert not list(environment_problems())


def test_a_password_in_an_address_is_not_repeated(set_environment: SetEnvironment) -> None:
    set_environment(**COMPLETE, DATABASE_URL="postgrass://clinic:hunter2@db/clinic")

    (problem,) = environment_problems()

    assert "hunter2" not in problem


def test_the_environment_counts_more_than_the_file(set_environment: SetEnvironment, tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("CLINIC_SITE_NAME=From the file\nCLINIC_FROM_EMAIL=file@example.org\n")
    set_environment(CLINIC_ENV_FILE=str(file), CLINIC_SITE_NAME="From the environment")

    load_environment_file(default=tmp_path / "other.env")

    assert (env("CLINIC_SITE_NAME"), env("CLINIC_FROM_EMAIL")) == ("From the environment", "file@example.org")


def test_an_empty_variable_counts_as_not_set(set_environment: SetEnvironment, tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("CLINIC_NUM_PROXIES=\nCLINIC_SITE_NAME=From the file\n")
    set_environment(CLINIC_SITE_NAME=" ", CLINIC_HTTPS="")

    load_environment_file(default=file)

    assert (env("CLINIC_SITE_NAME"), env("CLINIC_HTTPS"), env("CLINIC_NUM_PROXIES")) == ("From the file", True, 0)


def test_a_named_file_that_is_missing_is_an_error(set_environment: SetEnvironment, tmp_path: Path) -> None:
    set_environment(CLINIC_ENV_FILE=str(tmp_path / "missing.env"))

    with pytest.raises(EnvironmentProblem, match="no such file"):
        load_environment_file(default=Path(os.devnull))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.org", True),
        ("http://127.0.0.1:8000/", True),
        ("https://www.example.org/health", True),
        ("https://[::1]:8000", True),
        ("https://", False),
        ("www.example.org", False),
        ("javascript://example.org", False),
        ("https://user@example.org", False),
        ("https://example.org?page=1", False),
        ("https://example.org:port", False),
        ("https://exa mple.org", False),
    ],
)
def test_web_addresses_are_told_from_other_texts(address: str, expected: bool) -> None:
    assert is_web_address(address) is expected


def test_the_origin_of_an_address_has_no_path() -> None:
    assert origin("https://www.example.org:8443/health/") == "https://www.example.org:8443"
