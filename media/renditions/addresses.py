"""The path of a rendition in the storage, with which its URL ends, too.

``renditions/7/3f9a2c1be04d77aa/hero-640.avif`` is image 7, in the version with that hash, in its preset ``hero`` at 640
pixels. A frontend that has an image's ``url_template`` can construct such a URL itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from ..addresses import absolute_url
from ..presets import FORMATS, Preset, presets
from .geometry import offered_widths
from .originals import Original

FOLDER = "renditions"
ORIGINAL = "original"
_NAME = re.compile(r"(?P<preset>[a-z][a-z0-9_]*)-(?P<width>[1-9]\d{0,4})\.(?P<extension>[a-z]{3,4})")


class RenditionName(NamedTuple):
    """One of the finite list of renditions of an image."""

    preset: Preset
    width: int
    extension: str

    def __str__(self) -> str:
        return f"{self.preset.name}-{self.width}.{self.extension}"

    def for_original(self, original: Original) -> RenditionName:
        """The same, at the first of the preset's widths that shows the full resolution, if this one is beyond that."""
        return self._replace(width=min(self.width, offered_widths(original.size, self.preset)[-1]))


def read_name(text: str) -> RenditionName | None:
    """The rendition that ``text`` names; None for anything that is not on the list."""
    match = _NAME.fullmatch(text)
    preset = presets().get(match["preset"]) if match else None
    if match is None or preset is None or int(match["width"]) not in preset.widths or match["extension"] not in FORMATS:
        return None
    return RenditionName(preset, int(match["width"]), match["extension"])


def storage_folder(image_id: int | str, version: str = "") -> str:
    """The folder of one version's renditions, or of all of an image."""
    return f"{FOLDER}/{image_id}/{version}".rstrip("/")


def storage_name(original: Original, name: RenditionName) -> str:
    return f"{storage_folder(original.image_id, original.version)}/{name}"


def url_of(original: Original, name: RenditionName | str, context: Mapping[str, Any] | None = None) -> str | None:
    """The absolute URL of a rendition; None in a project that has not mounted :mod:`.urls`.

    It begins with ``CLINIC_IMAGE_BASE_URL`` if images have a host of their own, else like all URLs.
    """
    mount = _mount(get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)
    if mount is None:
        return None
    path = f"{mount}{original.image_id}/{original.version}/{name}"
    base = (getattr(settings, "CLINIC_IMAGE_BASE_URL", None) or "").rstrip("/")
    return base + path if base else absolute_url(path, context)


def url_template(original: Original, context: Mapping[str, Any] | None = None) -> str | None:
    """The URL of all renditions, with the placeholders ``{preset}``, ``{width}`` and ``{format}``."""
    return url_of(original, "{preset}-{width}.{format}", context)


def original_name(original: Original) -> str:
    """The rendition's name in the URL of the uploaded file itself."""
    return f"{ORIGINAL}.{original.extension}"


@lru_cache(maxsize=16)
def _mount(script_prefix: str, urlconf: str) -> str | None:
    """Where :mod:`.urls` is mounted. Cached, since a document contains hundreds of URLs."""
    try:
        return reverse("clinic_media:rendition", urlconf, args=[0, "0", "0"]).removesuffix("0/0/0")
    except NoReverseMatch:
        return None
