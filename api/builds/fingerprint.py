"""A hash of the code that shapes responses: when it changes, all snapshots are outdated."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.utils import translation
from wagtail.api import APIField
from wagtail.rich_text import features

from .. import conf
from ..router import origin, router
from ..snapshots.surrogate_keys import opaque

# Folders of an app that cannot shape a response; its app config may name others in ``folders_beside_answers``.
_BESIDE = frozenset(["migrations", "management", "tests", "locale", "templates", "static"])
_SETTINGS = (
    "DEFAULT_FILE_STORAGE",
    "INSTALLED_APPS",
    "LANGUAGES",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "REST_FRAMEWORK",
    "STORAGES",
    "TIME_ZONE",
    "USE_I18N",
    "USE_TZ",
)
_PREFIXES = ("CLINIC_FRONTEND", "WAGTAIL")


def fingerprint(request: HttpRequest | None = None) -> str:
    """The code, packages and settings that shape responses, as 32 hexadecimal digits.

    :param request: links in responses begin with its host if ``WAGTAILAPI_BASE_URL`` is not set.
    """
    return _fingerprint(origin(request))


@lru_cache(maxsize=64)
def _fingerprint(base: str) -> str:
    digest = blake2b(digest_size=16)
    with translation.override(None):
        parts = [*_code(), *_packages(), *_configuration(), f"base={base}"]
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _code() -> list[bytes | str]:
    """The source of all apps of the project that serve something; installed packages count by their version."""
    parts: list[bytes | str] = [sys.version]
    for path in sorted(_source_files()):
        parts += [path.name, path.read_bytes()]
    return parts


def _source_files() -> Iterator[Path]:
    installed = {Path(entry).resolve() for entry in sys.path if "site-packages" in entry or "dist-packages" in entry}
    for config in apps.get_app_configs():
        root = Path(config.path).resolve()
        if any(folder in root.parents for folder in installed):
            continue
        beside = _BESIDE.union(getattr(config, "folders_beside_answers", ()))
        for path in root.rglob("*.py"):
            if not beside & set(path.relative_to(root).parts):
                yield path


@lru_cache(maxsize=1)
def _packages() -> list[str]:
    return sorted(f"{found.metadata['Name']}=={found.version}" for found in metadata.distributions())


def _configuration() -> list[str]:
    named = {name for name in dir(settings) if name.startswith(_PREFIXES)} | set(_SETTINGS)
    named |= set(conf.fingerprint_settings())
    values = [f"{name}={_spelling(getattr(settings, name, None))}" for name in sorted(named)]
    # The surrogate keys stored with each snapshot are derived from this secret.
    return [*values, *_endpoints(), f"link types={sorted(features.get_link_types())}", opaque("fingerprint")]


def _endpoints() -> list[str]:
    """The endpoints and the fields of each model, as all apps together configure them."""
    return [f"{name}={viewset.__module__}.{viewset.__qualname__}" for name, viewset in router.endpoints.items()] + [
        f"{model._meta.label}={[(type(field).__name__, field.name) for field in APIField.get_fields_for_model(model)]}"
        for model in apps.get_models()
        if getattr(model, "api_fields", None)
    ]


def _spelling(value: Any) -> str:
    text = repr(sorted(value.items(), key=str) if isinstance(value, dict) else value)
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def forget(**kwargs: Any) -> None:
    """Discard the cached fingerprint, after a test has changed a setting."""
    _fingerprint.cache_clear()


setting_changed.connect(forget, dispatch_uid="clinic_api.fingerprint")
