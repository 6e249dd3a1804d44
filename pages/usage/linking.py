from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Model, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Site

from api.snapshots.content import is_content
from api.snapshots.ownership import owner_fields

#: How many are named; the rest is counted.
MAX_SHOWN = 20


@dataclass(frozen=True)
class Place:
    """A field or a block that refers to something. ``url`` opens the editor there; None for who may not edit it."""

    label: str
    url: str | None


@dataclass(frozen=True)
class LinkingObject:
    """Something that visitors see and that refers to what staff are about to take away."""

    title: str
    type: str
    url: str | None
    places: list[Place]


@dataclass(frozen=True)
class Links:
    """What refers to an object, and how many more do than are named."""

    shown: list[LinkingObject] = field(default_factory=list)
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.shown) + self.more


def live_links_to(target: Model, user: Any) -> Links:
    """What visitors see that refers to ``target``, pages first; for a page, also what refers to a page below it.

    :param user: who asks. What they may not edit is named without its title, as everywhere in Wagtail's admin.
    """
    references = _references_to(target)
    pages = _live_pages(references, target)
    found: list[Model] = list(pages[:MAX_SHOWN])
    count = len(found) if len(found) < MAX_SHOWN else pages.count()
    others = _live_others(references)
    found += others[:MAX_SHOWN]
    finder = AdminURLFinder(user)
    places = _references_by_source(references, found)
    shown = [_describe(source, places[_key(source)], finder) for source in found]
    return Links(shown, count + len(others) - len(found))


def register_settings_and_redirects() -> None:
    """Has Wagtail's reference index know what settings and redirects refer to, besides pages, files and snippets."""
    for model in apps.get_models():
        if issubclass(model, BaseSiteSetting | BaseGenericSetting | Redirect):
            ReferenceIndex.register_model(model)


def _references_to(target: Model) -> QuerySet[ReferenceIndex]:
    if not isinstance(target, Page):
        return ReferenceIndex.get_references_to(target)
    below = Page.objects.filter(path__startswith=target.path).order_by()
    # An alias is no link: it goes with the page that it is an alias of.
    return ReferenceIndex.get_references_to_in_bulk(below).exclude(model_path="alias_of")


def _live_pages(references: QuerySet[ReferenceIndex], target: Model) -> QuerySet[Page]:
    page_type = ContentType.objects.get_for_model(Page)
    keys = references.filter(base_content_type=page_type).annotate(key=Cast("object_id", IntegerField())).values("key")
    pages = Page.objects.filter(pk__in=keys, live=True).order_by("path")
    return pages.exclude(path__startswith=target.path) if isinstance(target, Page) else pages


def _live_others(references: QuerySet[ReferenceIndex]) -> list[Model]:
    """Snippets, menus, settings and redirects; no drafts, and nothing that is a part of what it refers to."""
    page_type = ContentType.objects.get_for_model(Page)
    rows = references.exclude(base_content_type=page_type).values_list("content_type_id", "object_id").distinct()
    by_type: dict[int, list[str]] = defaultdict(list)
    for content_type_id, object_id in rows.order_by("content_type_id", "object_id"):
        by_type[content_type_id].append(object_id)
    found: list[Model] = []
    for content_type_id, object_ids in by_type.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None and is_content(model) and model is not Site and not owner_fields(model):
            found += [source for source in model._base_manager.filter(pk__in=object_ids) if _is_live(source)]
    return found


def _is_live(source: Model) -> bool:
    return source.live if isinstance(source, DraftStateMixin) else True


def _references_by_source(
    references: QuerySet[ReferenceIndex], sources: Iterable[Model]
) -> dict[tuple[int, str], list[ReferenceIndex]]:
    by_source: dict[tuple[int, str], list[ReferenceIndex]] = defaultdict(list)
    wanted = {_key(source) for source in sources}
    for reference in references.filter(object_id__in={key for _type, key in wanted}).order_by("pk"):
        key = (reference.base_content_type_id, reference.object_id)
        if key in wanted:
            by_source[key].append(reference)
    return by_source


def _key(source: Model) -> tuple[int, str]:
    model = Page if isinstance(source, Page) else type(source)
    return ContentType.objects.get_for_model(model).pk, str(source.pk)


def _describe(source: Model, references: list[ReferenceIndex], finder: AdminURLFinder) -> LinkingObject:
    url = finder.get_edit_url(source)
    kind = references[0].model_name if references else source._meta.verbose_name
    return LinkingObject(
        title=_title(source) if url else _("(not yours to edit)"),
        type=str(kind),
        url=url,
        places=list(_places(references, url)),
    )


def _title(source: Model) -> str:
    return source.get_admin_display_title() if isinstance(source, Page) else str(source)


def _places(references: Iterable[ReferenceIndex], url: str | None) -> Iterator[Place]:
    for reference in references:
        yield Place(
            label=reference.describe_source_field(),
            url=f"{url}#:w:contentpath={reference.content_path}" if url else None,
        )
