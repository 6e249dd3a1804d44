"""Whether the settings of this app are valid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import NoReverseMatch, reverse

from ..presets import InvalidPreset, presets
from ..project_functions import SETTINGS, project_function
from ..representing import detail_views


@register()
def check_image_presets(**kwargs: Any) -> list[CheckMessage]:
    """E001 if ``CLINIC_IMAGE_PRESETS`` is invalid."""
    try:
        presets()
    except InvalidPreset as fault:
        hint = f"See CLINIC_IMAGE_PRESETS, and {presets.__module__} for the format."
        return [Error(str(fault), hint=hint, id="clinic_media.E001")]
    return []


@register()
def check_project_functions(**kwargs: Any) -> list[CheckMessage]:
    """E002 if ``CLINIC_RENDITION_THROTTLE`` or ``CLINIC_FILE_CACHE_HEADERS`` does not name a callable."""
    hint = f"Set it to the dotted path of a function; {project_function.__module__} says which arguments it gets."
    faults = ((setting, _fault(setting)) for setting in SETTINGS)
    return [Error(f"{setting} {fault}", hint=hint, id="clinic_media.E002") for setting, fault in faults if fault]


@register(Tags.urls)
def check_detail_views(**kwargs: Any) -> list[CheckMessage]:
    """E004 if ``CLINIC_FILE_DETAIL_VIEWS`` names views that do not exist."""
    hint = (
        'Give names of views that take the primary key, such as {"images": "pictures:detail"}, under “images” and '
        "“documents”; leave out a kind that has no view of its own."
    )
    return [Error(fault, hint=hint, id="clinic_media.E004") for fault in _faults_of_detail_views()]


def _fault(setting: str) -> str:
    try:
        found = project_function(setting)
    except ImportError as fault:
        return f"cannot be imported: {fault}"
    return "" if found is None or callable(found) else "is not the path of a function."


def _faults_of_detail_views() -> Iterator[str]:
    for kind, view in detail_views().items():
        if kind not in ("images", "documents"):
            yield f"CLINIC_FILE_DETAIL_VIEWS has a view for “{kind}”, which is not a kind of file."
            continue
        try:
            reverse(view, args=[1])
        except NoReverseMatch as fault:
            yield f"CLINIC_FILE_DETAIL_VIEWS: {fault}"
