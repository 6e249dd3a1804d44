from __future__ import annotations

from typing import Any

from django.db.models import Model

from .keys import Key, label_of


def translations_key(model: type[Model], translation_key: Any) -> Key:
    """The key of all translations of one object, for responses that depend on which of them exist."""
    return Key(f"{label_of(model)}translation", str(translation_key))
