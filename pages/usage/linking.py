from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import Page, ReferenceIndex, Site

from api.dependencies.content import is_content
from api.dependencies.ownership import owner_fields

from .addresses import TypedLink
from .live import live
from .relations import relations_to

#: How many are listed; the rest is counted.
MAX_SHOWN = 20


@dataclass(frozen=True)
class Place:
    """A field or a block with a reference. ``url`` opens the editor there; None for users without permission."""

    label: str
    url: str | None


@dataclass(frozen=True)
class LinkingObject:
    """A public object that refers to what staff are about to remove."""

    title: str
    type: str
    url: str | None
    places: list[Place]


@dataclass(frozen=True)
class Links:
    """The objects that refer to one, and the number of those not listed."""

    shown: list[LinkingObject] = field(default_factory=list)
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.shown) + self.more


def live_links_to(target: Model, user: Any, typed: Iterable[TypedLink] = ()) -> Links:
    """The public objects that refer to ``target``, pages first; for a page, also those that refer to its descendants.

    :param user: the current user. What they may not edit is listed without its title, as everywhere in Wagtail's admin.
    :param typed: typed URLs that lead to the target or to a page below it; others are left out.
    """
    typed = [link for link in typed if isinstance(target, Page) and link.page.path.startswith(target.path)]
    found: list[Model] = []
    count = 0
    for sources in _live_sources(target, typed):
        room = MAX_SHOWN - len(found)
        part = list(sources[:room])
        count += len(part) if len(part) < room else sources.count()
        found += part
    finder = AdminURLFinder(user)
    places = _references_by_source(target, typed, found)
    shown = [_describe(source, places[_key(source)], finder) for source in found]
    return Links(shown, count - len(found))


def register_settings_and_redirects() -> None:
    """Add settings and redirects to Wagtail's reference index, besides pages, files and snippets."""
    for model in apps.get_models():
        if issubclass(model, BaseSiteSetting | BaseGenericSetting | Redirect):
            ReferenceIndex.register_model(model)


def _live_sources(target: Model, typed: Iterable[TypedLink]) -> Iterator[QuerySet]:
    """Live objects that refer to ``target``, one model after the other; without parts of what they refer to."""
    conditions: dict[type[Model], Q] = {Page: Q(pk__in=_indexed_pages(target)), **_indexed_others(target)}
    for relation in relations_to(_listed_model(type(target))):
        model = _listed_model(relation.source_model)
        conditions[model] = conditions.get(model, Q()) | Q(pk__in=relation.sources(_keys_of(target)))
    typed_in: dict[type[Model], set[Any]] = defaultdict(set)
    for link in typed:
        typed_in[_listed_model(type(link.source))].add(link.source.pk)
    for model, keys in typed_in.items():
        conditions[model] = conditions.get(model, Q()) | Q(pk__in=keys)
    for model in sorted(conditions, key=lambda model: (model is not Page, model._meta.label)):
        if is_content(model) and model is not Site and not owner_fields(model):
            yield _apart_from(target, live(model)).filter(conditions[model])


def _apart_from(target: Model, objects: QuerySet) -> QuerySet:
    if isinstance(target, Page) and objects.model is Page:
        return objects.exclude(path__startswith=target.path)
    return objects.exclude(pk=target.pk) if isinstance(target, objects.model) else objects


def _listed_model(model: type[Model]) -> type[Model]:
    """Pages of all types are listed together."""
    return Page if issubclass(model, Page) else model


def _keys_of(target: Model) -> Any:
    """The primary keys of what is removed with ``target``."""
    return _page_and_below(target).values("pk") if isinstance(target, Page) else [target.pk]


def _page_and_below(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(path__startswith=page.path).order_by()


def _indexed(target: Model) -> QuerySet[ReferenceIndex]:
    if not isinstance(target, Page):
        return ReferenceIndex.get_references_to(target)
    # An alias is not a link: it is removed with its original.
    return ReferenceIndex.get_references_to_in_bulk(_page_and_below(target)).exclude(model_path="alias_of")


def _indexed_pages(target: Model) -> QuerySet:
    references = _indexed(target).filter(base_content_type=_base_type(Page))
    return references.annotate(key=Cast("object_id", IntegerField())).values("key")


def _indexed_others(target: Model) -> dict[type[Model], Q]:
    """Snippets, menus, settings and redirects."""
    rows = _indexed(target).exclude(base_content_type=_base_type(Page)).values_list("content_type_id", "object_id")
    by_type: dict[int, list[str]] = defaultdict(list)
    for content_type_id, object_id in rows.distinct():
        by_type[content_type_id].append(object_id)
    models = {ContentType.objects.get_for_id(pk).model_class(): keys for pk, keys in by_type.items()}
    return {model: Q(pk__in=keys) for model, keys in models.items() if model is not None}


def _references_by_source(
    target: Model, typed: Iterable[TypedLink], sources: Iterable[Model]
) -> dict[tuple[int, str], list[ReferenceIndex]]:
    by_source: dict[tuple[int, str], list[ReferenceIndex]] = defaultdict(list)
    wanted = {_key(source): source.pk for source in sources}
    for reference in _indexed(target).filter(object_id__in={key for _type, key in wanted}).order_by("pk"):
        by_source[reference.base_content_type_id, reference.object_id].append(reference)
    for relation in relations_to(_listed_model(type(target))):
        base = _base_type(relation.source_model).pk
        pks = [pk for (base_type, _pk), pk in wanted.items() if base_type == base]
        for reference in relation.references(_keys_of(target), pks) if pks else ():
            by_source[base, reference.object_id].append(reference)
    for link in typed:
        by_source[_key(link.source)].append(link.reference)
    return by_source


def _key(source: Model) -> tuple[int, str]:
    return _base_type(type(source)).pk, str(source.pk)


def _base_type(model: type[Model]) -> ContentType:
    """The type under which the reference index stores references from objects of ``model``."""
    return ContentType.objects.get_for_model((model._meta.get_parent_list() or [model])[-1])


def _describe(source: Model, references: list[ReferenceIndex], finder: AdminURLFinder) -> LinkingObject:
    url = finder.get_edit_url(source)
    kind = source.cached_content_type.name if isinstance(source, Page) else source._meta.verbose_name
    return LinkingObject(
        title=_title(source) if url else _("(you cannot edit this)"),
        type=str(kind),
        url=url,
        places=list(dict.fromkeys(_places(references, url))),
    )


def _title(source: Model) -> str:
    return source.get_admin_display_title() if isinstance(source, Page) else str(source)


def _places(references: Iterable[ReferenceIndex], url: str | None) -> Iterator[Place]:
    for reference in references:
        yield Place(
            label=reference.describe_source_field(),
            url=f"{url}#:w:contentpath={reference.content_path}" if url else None,
        )
