from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Locale, Page, Site

from ..models import HomePage, Menu, NotFoundText
from ..rich_text_features import SHORT_TEXT_FEATURES
from . import content
from .blocks import rich_text
from .library import Library


def make_navigation(site: Site, home: HomePage, library: Library) -> None:
    """Create the menus and the texts for missing pages, in the languages that the content has."""
    entries = content.load("navigation")
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    pages = {page.slug: page for page in Page.objects.descendant_of(home)} | {"home": home}
    keys: dict[str, uuid.UUID] = {}
    for entry in entries["menus"]:
        key = keys.setdefault(entry["slug"], uuid.uuid4())
        menu = Menu(site=site, slug=entry["slug"], title=entry["title"], translation_key=key)
        menu.items = _items(entry["items"], pages)
        _save(menu, locales[entry["locale"]])
    for entry in entries["not_found"]:
        key = keys.setdefault("not found", uuid.uuid4())
        text = NotFoundText(site=site, title=entry["title"], translation_key=key)
        text.text = rich_text(entry["text"], library, SHORT_TEXT_FEATURES)
        text.links = _items(entry["links"], pages)
        _save(text, locales[entry["locale"]])


def _save(text: Menu | NotFoundText, locale: Locale) -> None:
    text.locale = locale
    text.full_clean()
    text.save()


def _items(entries: list[dict[str, Any]], pages: dict[str, Page]) -> list[dict[str, Any]]:
    items = []
    for entry in entries:
        ((kind, value),) = entry.items()
        value = dict(value)
        for name in ("page", "clinic"):
            if name in value:
                value[name] = pages[value[name]].pk
        value["children"] = _items(value.get("children") or [], pages)
        items.append({"id": str(uuid.uuid4()), "type": kind, "value": value})
    return items
