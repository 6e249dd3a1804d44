"""Whether the apps that this one builds on are installed."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

#: Apps without which Django starts, but tables, forms or signals are missing.
NEEDED = ("wagtail.admin", "wagtail.documents", "wagtail.images", "wagtail.search", "wagtail.users", "taggit")


@register()
def check_installed_apps(**kwargs: Any) -> list[CheckMessage]:
    """E003 if one of them is missing."""
    missing = [name for name in NEEDED if not apps.is_installed(name)]
    if not missing:
        return []
    text = f"INSTALLED_APPS lacks {', '.join(missing)}, which images and documents need."
    hint = f"Add {str(missing).strip('[]')} to INSTALLED_APPS, then run: manage.py migrate"
    return [Error(text, hint=hint, id="clinic_media.E003")]
