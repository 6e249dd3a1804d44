from __future__ import annotations

import re
from typing import Any

from django.core.checks import CheckMessage, Error, register

from pages.embeds import providers


@register()
def check_embed_providers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``CLINIC_EMBED_PROVIDERS`` can be read, and each pattern finds an id."""
    try:
        faults = [key for key, provider in providers().items() if not _is_provider(provider)]
    except (ImportError, AttributeError, TypeError) as error:
        faults = [str(error)]
    if not faults:
        return []
    return [
        Error(
            f"CLINIC_EMBED_PROVIDERS cannot be used: {', '.join(faults)}.",
            hint="Each provider has a name, patterns that name a group <id>, and an https embed_url with {id} in it.",
            id="clinic_pages.E001",
        )
    ]


def _is_provider(provider: dict[str, Any]) -> bool:
    try:
        finds_ids = all("id" in re.compile(pattern).groupindex for pattern in provider["patterns"])
        embed_url = provider["embed_url"]
        return (
            bool(finds_ids and provider["patterns"] and provider["name"] and embed_url.startswith("https://"))
            and "{id}" in embed_url
        )
    except (KeyError, TypeError, re.error):
        return False
