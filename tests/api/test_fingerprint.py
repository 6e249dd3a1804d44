"""A deployment outdates what it must: other code, other packages or other settings have another fingerprint."""

import pytest
from django.utils import translation

from api.builds import fingerprint as module
from api.builds.fingerprint import fingerprint


@pytest.fixture
def source(tmp_path, monkeypatch):
    """The only source file of the project."""
    path = tmp_path / "models.py"
    path.write_text("shape = 1\n")
    monkeypatch.setattr(module, "_source_files", lambda: [path])
    forget()
    yield path
    forget()


def forget():
    module._code.cache_clear()
    module.forget()


def test_other_code_has_another_fingerprint(source):
    before = fingerprint()
    forget()
    assert fingerprint() == before
    source.write_text("shape = 2\n")
    forget()
    assert fingerprint() != before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WAGTAILAPI_BASE_URL", "https://other.example"),
        ("CLINIC_FRONTEND_BASE_URL", "https://other.example"),
        ("WAGTAIL_I18N_ENABLED", False),
        ("MEDIA_URL", "/elsewhere/"),
        ("TIME_ZONE", "America/Los_Angeles"),
    ],
)
def test_settings_that_shape_answers_count(settings, name, value):
    before = fingerprint()
    setattr(settings, name, value)
    assert fingerprint() != before


def test_settings_that_shape_nothing_do_not_count(settings):
    before = fingerprint()
    settings.CLINIC_THROTTLE_RATE = "1/s"
    assert fingerprint() == before


def test_the_secret_key_counts_since_the_names_of_keys_are_hashed_with_it(settings):
    before = fingerprint()
    settings.SECRET_KEY = "another"
    assert fingerprint() != before


def test_a_project_names_settings_of_its_own(settings):
    settings.CLINIC_SNAPSHOT_SETTINGS = ["HOUSE_STYLE"]
    before = fingerprint()
    settings.HOUSE_STYLE = "plain"
    assert fingerprint() != before


def test_it_is_the_same_in_every_language():
    with translation.override("es"):
        module.forget()
        spanish = fingerprint()
    module.forget()
    assert fingerprint() == spanish


def test_what_cannot_shape_an_answer_is_left_out():
    names = {path.as_posix() for path in module._source_files()}
    assert any(name.endswith("/pages/blocks/body.py") for name in names)
    assert not any("/migrations/" in name or "/site-packages/" in name or "/pages/demo/" in name for name in names)
