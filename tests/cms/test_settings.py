import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from cms.settings.environment import env, environment_problems, load_environment_file

ROOT = Path(settings.BASE_DIR)
COMPLETE = {
    "CLINIC_SECRET_KEY": "made-up-for-tests-0123456789-and-for-nothing-else-at-all",
    "CLINIC_ALLOWED_HOSTS": "cms.example.org",
    "CLINIC_BASE_URL": "https://cms.example.org/",
    "CLINIC_FRONTEND_BASE_URL": "https://www.example.org/health/",
    "CLINIC_ENV_FILE": os.devnull,
}


def run_with_production_settings(*arguments: str, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "CLINIC_VAR_DIR": str(tmp_path), **variables}
    environment["DJANGO_SETTINGS_MODULE"] = "cms.settings.production"
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def production_setting(name: str, tmp_path: Path, **variables: str) -> str:
    code = f"from django.conf import settings; print(settings.{name})"
    result = run_with_production_settings("-c", code, tmp_path=tmp_path, **{**COMPLETE, **variables})
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_every_variable_stands_in_the_example_with_a_line_that_explains_it() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    names = {
        line.partition("=")[0]: lines[index - 1] for index, line in enumerate(lines) if re.match(r"[A-Z0-9_]+=", line)
    }

    assert set(names) == set(env.scheme)
    assert all(explanation.startswith("# ") for explanation in names.values())


def test_the_example_is_right_but_for_the_secret_key_and_agrees_with_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in env.scheme:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("CLINIC_ENV_FILE", str(ROOT / ".env.example"))

    load_environment_file(default=tmp_path / ".env")

    assert [problem.split()[0] for problem in environment_problems()] == ["CLINIC_SECRET_KEY"]
    caches = [name for name in ("CLINIC_VARNISH_URLS", "CLINIC_FASTLY_TOKEN", "CLINIC_CLOUDFLARE_TOKEN") if env(name)]
    assert env("CLINIC_NUM_PROXIES") == 1 + bool(env("CLINIC_VARNISH_URLS"))
    assert bool(env("CLINIC_CACHE_SHARED_MAX_AGE")) == bool(caches)


def test_every_variable_stands_in_the_documentation_once() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \|", text, re.MULTILINE)

    assert sorted(rows) == sorted(env.scheme)


def test_every_variable_is_read_somewhere() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "cms").rglob("*.py"))
    read = set(re.findall(r'env(?:\.email_url)?\("([A-Z0-9_]+)"', sources))

    assert read == set(env.scheme)


def test_production_refuses_to_start_in_plain_words(tmp_path: Path) -> None:
    result = run_with_production_settings("manage.py", "check", tmp_path=tmp_path, CLINIC_ENV_FILE=os.devnull)

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for name in ("CLINIC_SECRET_KEY", "CLINIC_ALLOWED_HOSTS", "CLINIC_BASE_URL", "CLINIC_FRONTEND_BASE_URL"):
        assert f"{name} is not set" in result.stderr


@pytest.mark.parametrize(
    ("setting", "variables", "expected"),
    [
        ("WAGTAILAPI_BASE_URL", {}, "https://cms.example.org"),
        ("CLINIC_FRONTEND_BASE_URL", {}, "https://www.example.org/health"),
        ("CORS_ALLOWED_ORIGINS", {}, "['https://www.example.org']"),
        ("CORS_ALLOWED_ORIGINS", {"CLINIC_CORS_ORIGINS": "https://a.example"}, "['https://a.example']"),
        ("CLINIC_THROTTLE_RATE", {"CLINIC_THROTTLE_RATE": "none"}, "None"),
        ("SESSION_COOKIE_SECURE", {}, "True"),
        ("SECURE_HSTS_SECONDS", {"CLINIC_HTTPS": "false", "CLINIC_BASE_URL": "http://127.0.0.1:8000"}, "0"),
        ("SECURE_PROXY_SSL_HEADER", {}, "None"),
        ("SECURE_PROXY_SSL_HEADER", {"CLINIC_NUM_PROXIES": "1"}, "('HTTP_X_FORWARDED_PROTO', 'https')"),
        ("EMAIL_HOST", {"EMAIL_URL": "smtp+tls://user:password@mail.example.org:587"}, "mail.example.org"),
        ("WAGTAIL_PASSWORD_RESET_ENABLED", {}, "False"),
    ],
)
def test_production_reads_the_environment(
    tmp_path: Path, setting: str, variables: dict[str, str], expected: str
) -> None:
    assert production_setting(setting, tmp_path, **variables) == expected


def test_sqlite_in_the_folder_for_files_is_the_default_database(tmp_path: Path) -> None:
    assert production_setting('DATABASES["default"]["NAME"]', tmp_path) == str(tmp_path / "db.sqlite3")


def test_nothing_is_asked_of_other_machines() -> None:
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_uploads_are_not_kept_in_the_app_media(tmp_path: Path) -> None:
    assert production_setting("MEDIA_ROOT", tmp_path) == str(tmp_path / "uploads")
    assert "media" not in (ROOT / ".gitignore").read_text(encoding="utf-8")
