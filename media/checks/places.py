"""Whether uploads are stored apart from code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .storages import place_of, storages


@register()
def check_media_root(**kwargs: Any) -> list[CheckMessage]:
    """E005 if uploads are stored in a Python package, or in a folder that contains code: a web server that serves the
    uploads would serve the code, too, including settings and their secrets.
    """
    found = ((place, code) for place in sorted(_places()) for code in _code_at(place))
    place, code = next(found, (None, None))
    if place is None:
        return []
    text = (
        f"Uploads are stored in {place}, together with the code in {code}: a web server that sends one may send the "
        "other."
    )
    hint = (
        'Set MEDIA_ROOT to a separate folder outside all packages, such as BASE_DIR / "var" / "uploads", and move the '
        "uploaded files there. The same applies to WAGTAILIMAGES_RENDITION_STORAGE."
    )
    return [Error(text, hint=hint, id="clinic_media.E005")]


def _places() -> set[Path]:
    """The folders in which storages keep their files."""
    found = (place_of(folder, storage) for folder, storage in storages().items())
    return {place.parent.resolve() for place in found if place is not None}


def _code_at(place: Path) -> Iterator[Path]:
    """The code that contains a folder, or is in it."""
    yield from (folder for folder in (place, *place.parents) if (folder / "__init__.py").is_file())
    for folder in _folders_of_code():
        if folder.is_relative_to(place) or place.is_relative_to(folder):
            yield folder


def _folders_of_code() -> Iterator[Path]:
    yield from (Path(config.path).resolve() for config in apps.get_app_configs())
    module = sys.modules.get(getattr(settings, "SETTINGS_MODULE", None) or "")
    if module is not None and module.__file__:
        yield Path(module.__file__).resolve()
