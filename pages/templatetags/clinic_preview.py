"""Displays what the API sends: values by their shape, blocks by their type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.template.loader import select_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from api.represent.rich_text.display import DisplayHtml

register = template.Library()

#: Members of a response that are meant for programs.
TECHNICAL = frozenset(
    ["id", "meta", "anchor", "html_path", "detail_url", "download_url", "weekday", "code", "is_main", "video_id"]
)
_IMAGE = frozenset(["alt_text", "sources", "url"])
_TELEPHONE = frozenset(["href", "display"])
_LANDMARKS = ("heading", "title", "name", "question", "label")


@register.simple_tag(takes_context=True)
def shown(context: template.Context, value: Any) -> SafeString:
    """A ``value`` of a response as HTML. Rich text from the API is safe; everything else is escaped."""
    if isinstance(value, DisplayHtml):
        return mark_safe(f'<div class="prose">{value}</div>')  # noqa: S308  (the API's own, of allowed elements)
    return _render(f"pages/preview/values/{kind_of(value)}.html", {"value": value})


@register.simple_tag
def shown_block(block: Mapping[str, Any]) -> SafeString:
    """A block of a stream, by the template of its type if there is one."""
    names = [f"pages/preview/blocks/{block['type']}.html", "pages/preview/blocks/other.html"]
    return _render(names, {"block": block, "value": block["value"]})


@register.filter
def members(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The members of an object for staff, with labels: without empty ones and those for programs."""
    return list(_members(value))


@register.filter
def link_of(value: Mapping[str, Any]) -> str | None:
    """The URL of an object, if it has one."""
    meta = value.get("meta") or {}
    found = meta.get("html_url") or value.get("url") or value.get("verification_url") or meta.get("download_url")
    return found if isinstance(found, str) and found.startswith(("https://", "http://")) else None


@register.filter
def landmark(value: Mapping[str, Any]) -> str:
    """The display name of an object."""
    return next((value[name] for name in _LANDMARKS if value.get(name)), "")


@register.filter
def words(value: str) -> str:
    """A name of the API as text."""
    return str(capfirst(value.replace("_", " ")))


def kind_of(value: Any) -> str:
    """The kind of a value by its shape: nothing, yes_no, plain, image, telephone, object, blocks, chips or list."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes_no"
    if isinstance(value, Mapping):
        names = value.keys()
        return "image" if names >= _IMAGE else "telephone" if names >= _TELEPHONE else "object"
    if isinstance(value, list | tuple):
        return _kind_of_list(value)
    return "plain"


def _kind_of_list(values: Any) -> str:
    if all(isinstance(value, Mapping) and {"type", "value"} <= value.keys() for value in values):
        return "blocks"
    return "list" if any(isinstance(value, Mapping | list | DisplayHtml) for value in values) else "chips"


def _members(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    title = landmark(value)
    for name, member in value.items():
        is_said = member == title or (name in ("url", "verification_url") and link_of(value) == member)
        if name not in TECHNICAL and not is_said and kind_of(member) != "nothing":
            yield words(name), member


def _render(names: Any, context: dict[str, Any]) -> SafeString:
    return mark_safe(select_template([names] if isinstance(names, str) else names).render(context))  # noqa: S308
