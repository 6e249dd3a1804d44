from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register
from wagtail.models import RevisionMixin

from .embeds import providers
from .models.lasting_revisions import LastingRevisions, unheld_relations


@register()
def check_embed_providers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``CLINIC_EMBED_PROVIDERS`` can be parsed, and each pattern has a group for the id."""
    try:
        faults = [key for key, provider in providers().items() if not _is_provider(provider)]
    except (ImportError, AttributeError, TypeError) as error:
        faults = [str(error)]
    if not faults:
        return []
    return [
        Error(
            f"CLINIC_EMBED_PROVIDERS is not valid: {', '.join(faults)}.",
            hint=(
                "Give each provider a name, patterns with a group named <id>, and an https embed_url that contains "
                "{id}."
            ),
            id="clinic_pages.E001",
        )
    ]


@register()
def check_revisions_last(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Revisions of every model can be read after the objects that they refer to are deleted."""
    return [
        Warning(
            f"Revisions cannot be read once the object that they refer to as “{field.name}” of "
            f"{field.model._meta.label} is deleted.",
            hint=(
                "Derive the model from pages.models.lasting_revisions.LastingRevisions, before Wagtail's classes, "
                "or give the relation on_delete=SET_NULL."
            ),
            obj=model,
            id="clinic_pages.W001",
        )
        for model in apps.get_models()
        if issubclass(model, RevisionMixin) and not issubclass(model, LastingRevisions)
        for field in unheld_relations(model)
        # Revisions do not override a page's type and language.
        if not getattr(field, "wagtail_reference_index_ignore", False)
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
