from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.models import Page, get_page_models

from ..represent.representations import type_name


def served_models(endpoint: Any) -> list[type[Model]]:
    """The types of the objects that an endpoint serves: for pages, the page types."""
    model = endpoint.get_model()
    if model is None or not issubclass(model, Page):
        return [model] if model is not None else []
    return sorted((each for each in get_page_models() if issubclass(each, model)), key=type_name)
