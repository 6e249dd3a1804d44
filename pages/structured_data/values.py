from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# What ends a script element, or changes how the rest of it is parsed (HTML, section 4.12.1.3); a page title may contain
# it.
_UNSAFE = re.compile(r"<(?=/?script|!--)", re.IGNORECASE)


def tidy(value: Any) -> Any:
    """``value`` without empty values, at any depth, and safe in a ``script`` element.

    False and zero are not empty. Search engines decode character references in texts, so that ``&lt;`` means ``<``.
    """
    if isinstance(value, str):
        return _UNSAFE.sub("&lt;", value)
    if isinstance(value, dict):
        tidied = {name: tidy(member) for name, member in value.items()}
        return {name: member for name, member in tidied.items() if not _is_empty(member)}
    if isinstance(value, list):
        return [item for item in map(tidy, value) if not _is_empty(item)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def dialled(telephone: Mapping[str, Any]) -> str:
    """The number with its extension, which schema.org has no property for."""
    extension = telephone["extension"]
    return f"{telephone['number']} ext. {extension}" if extension else telephone["number"]
