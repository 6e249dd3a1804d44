"""The renditions that an image may have: named presets with widths, and formats. The list is finite.

A project declares presets of its own in ``CLINIC_IMAGE_PRESETS``, in addition to these or instead of them::

    CLINIC_IMAGE_PRESETS = {**DEFAULT_PRESETS, "banner": {"ratio": "3:1", "widths": [960, 1920]}}

``widths`` are in pixels. Without a ``ratio`` the whole picture is shown; with one it is cropped around its focal point.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings
from django.core.signals import setting_changed

DEFAULT = "content"
CONTEXT_NAME = "image_presets"
DEFAULT_PRESETS: dict[str, dict[str, Any]] = {
    # A phone, a phone with a high-density screen or a tablet, a column of text on a high-density screen.
    "content": {"widths": [480, 960, 1600]},
    "hero": {"ratio": "16:9", "widths": [640, 1280, 1920]},
    "card": {"ratio": "4:3", "widths": [320, 640, 960]},
    "square": {"ratio": "1:1", "widths": [160, 320, 640]},
    # The size that social networks expect for Open Graph images.
    "social": {"ratio": "1200:630", "widths": [1200]},
}
WIDEST = 4096
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_RATIO = re.compile(r"([1-9]\d{0,4}):([1-9]\d{0,4})")


class Format(NamedTuple):
    """A file format of renditions: its extension, Pillow's name and options for it, and its MIME type."""

    extension: str
    pillow_name: str
    mime_type: str
    options: dict[str, Any]


#: The smallest first. At these qualities, photographic images have a peak signal-to-noise ratio of about 39 dB in each
#: of the first three.
FORMATS = {
    "avif": Format("avif", "AVIF", "image/avif", {"quality": 50, "speed": 7}),
    "webp": Format("webp", "WEBP", "image/webp", {"quality": 80, "method": 4}),
    "jpg": Format("jpg", "JPEG", "image/jpeg", {"quality": 80, "optimize": True, "progressive": True}),
    "png": Format("png", "PNG", "image/png", {"optimize": True}),
}


class Preset(NamedTuple):
    """An aspect ratio and widths in which images are offered: ``ratio`` is width by height, None for the whole picture;
    ``widths`` are in pixels, narrowest first.
    """

    name: str
    ratio: Fraction | None
    widths: tuple[int, ...]


class InvalidPreset(ValueError):  # noqa: N818  (says what is wrong)
    """An invalid declaration in ``CLINIC_IMAGE_PRESETS``; the message says which one, and why."""


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Preset]:
    """All presets by name (``CLINIC_IMAGE_PRESETS``, else :data:`DEFAULT_PRESETS`).

    :raises InvalidPreset: for an invalid declaration.
    """
    declared = getattr(settings, "CLINIC_IMAGE_PRESETS", None) or DEFAULT_PRESETS
    found = {name: _preset(name, declaration) for name, declaration in declared.items()}
    if DEFAULT not in found:
        raise InvalidPreset(f"Add a preset named “{DEFAULT}”: images are shown in it by default.")
    return found


def preset(name: str) -> Preset:
    """:raises InvalidPreset: if there is none of that name."""
    try:
        return presets()[name]
    except KeyError:
        raise InvalidPreset(f"There is no preset “{name}”. Presets: {', '.join(presets())}.") from None


def with_presets(context: Mapping[str, Any] | None, *names: str) -> dict[str, Any]:
    """A context in which images are represented in these presets, the main one first.

    :raises InvalidPreset: if there is none of that name.
    """
    return {**(context or {}), CONTEXT_NAME: tuple(preset(name) for name in names)}


def chosen_presets(context: Mapping[str, Any] | None) -> tuple[Preset, ...]:
    """The presets for the place in ``context``, the main one first."""
    return (context or {}).get(CONTEXT_NAME) or (preset(DEFAULT),)


@lru_cache(maxsize=1)
def recipe() -> str:
    """A short hash of the presets and encoders: it is a part of renditions' URLs, so that files that browsers cache
    forever never come from different presets or encoders.
    """
    shapes = [(name, str(preset.ratio), preset.widths) for name, preset in sorted(presets().items())]
    return blake2b(json.dumps([shapes, FORMATS]).encode(), digest_size=4).hexdigest()


def _preset(name: str, declaration: Any) -> Preset:
    if not _NAME.fullmatch(name) or name == "original":
        raise InvalidPreset(f"“{name}” cannot be the name of a preset: use lower-case letters, digits and underscores.")
    if not isinstance(declaration, Mapping) or not {"widths"} <= declaration.keys() <= {"widths", "ratio"}:
        raise InvalidPreset(f"The preset “{name}” must have “widths” and may have a “ratio”, but nothing else.")
    widths = declaration["widths"]
    if not widths or not all(isinstance(width, int) and 0 < width <= WIDEST for width in widths):
        raise InvalidPreset(f"The widths of the preset “{name}” must be numbers of pixels, from 1 to {WIDEST}.")
    return Preset(name, _ratio(name, declaration.get("ratio")), tuple(sorted(set(widths))))


def _ratio(name: str, text: Any) -> Fraction | None:
    if text is None:
        return None
    match = _RATIO.fullmatch(str(text))
    if match is None:
        raise InvalidPreset(f"The ratio of the preset “{name}” must be written like “16:9”: width, colon, height.")
    return Fraction(int(match[1]), int(match[2]))


def _forget(setting: str, **kwargs: Any) -> None:
    if setting == "CLINIC_IMAGE_PRESETS":
        presets.cache_clear()
        recipe.cache_clear()


setting_changed.connect(_forget, dispatch_uid="clinic_media.presets")
