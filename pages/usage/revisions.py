"""Drafts, scheduled and earlier revisions that refer to something that staff are about to remove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, IntegerField, Min, Model, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, RevisionMixin

from ..models.revision_reference import RevisionReference

#: How many are listed; the rest is counted.
MAX_SHOWN = 20


class State(IntEnum):
    """The state of a revision, in the order in which staff should look at them."""

    SCHEDULED = 0
    DRAFT = 1
    EARLIER = 2


@dataclass(frozen=True)
class RevisedObject:
    """An object whose unpublished revisions refer to the target. ``url`` opens its editor, or its history if only
    earlier revisions do; None for users without permission.
    """

    title: str
    type: str
    url: str | None
    state: str


@dataclass(frozen=True)
class RevisedObjects:
    shown: list[RevisedObject] = field(default_factory=list)
    counts: dict[State, int] = field(default_factory=dict)
    #: The number of those that the count of live objects does not include.
    unpublished_only: int = 0

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class _Source:
    base_type_id: int
    object_id: str
    state: State
    revisions: int


def revisions_naming(target: Model, user: Any) -> RevisedObjects:
    """The objects that refer to ``target``, or for a page to its descendants, in revisions that are not live.

    :param user: the current user. What they may not edit is listed without its title, as everywhere in Wagtail's admin.
    """
    sources = list(_sources(target))
    if not sources:
        return RevisedObjects()
    finder = AdminURLFinder(user)
    shown = sources[:MAX_SHOWN]
    objects = _load(shown)
    described = [_describe(source, objects.get((source.base_type_id, source.object_id)), finder) for source in shown]
    counted = {(pk, key) for pk, key in _live_references(target)}
    unpublished = sum((source.base_type_id, source.object_id) not in counted for source in sources)
    return RevisedObjects(described, dict(Counter(source.state for source in sources)), unpublished)


def _sources(target: Model) -> Iterator[_Source]:
    references = RevisionReference.objects.filter(_names(target)).exclude(_is_live())
    if isinstance(target, Page):
        page_type = _base_type_id(Page)
        below = _page_and_below(target).annotate(key=Cast("pk", RevisionReference._meta.get_field("to_object_id")))
        own = {"revision__base_content_type": page_type, "revision__object_id__in": below.values("key")}
        references = references.exclude(**own)
    state = Case(
        When(revision__approved_go_live_at__isnull=False, then=Value(State.SCHEDULED)),
        When(_is_draft(), then=Value(State.DRAFT)),
        default=Value(State.EARLIER),
        output_field=IntegerField(),
    )
    rows = (
        references.order_by()
        .values("revision__base_content_type_id", "revision__object_id")
        .annotate(state=Min(state), revisions=Count("revision", distinct=True))
        .order_by("state", "revision__base_content_type_id", "revision__object_id")
    )
    for row in rows.values_list("revision__base_content_type_id", "revision__object_id", "state", "revisions"):
        yield _Source(row[0], row[1], State(row[2]), row[3])


def _names(target: Model) -> Q:
    base_type = _base_type_id(type(target))
    if not isinstance(target, Page) or target.numchild == 0:
        return Q(to_content_type=base_type, to_object_id=str(target.pk))
    keys = [str(pk) for pk in _page_and_below(target).values_list("pk", flat=True)]
    return Q(to_content_type=base_type, to_object_id__in=keys)


def _page_and_below(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(path__startswith=page.path).order_by()


def _is_live() -> Q:
    """Revisions that are live; their references are counted with those of live objects."""
    return _is_revision_of("live_revision_id", "latest_revision_id", Q(live=True))


def _is_draft() -> Q:
    return _is_revision_of("latest_revision_id", None, Q(has_unpublished_changes=True) | Q(live=False))


def _is_revision_of(column: str, plain_column: str | None, condition: Q) -> Q:
    """Revisions that ``column`` of objects with drafts refers to, and ``plain_column`` of those without drafts."""
    found = Q(pk__in=())
    for model in _models_with_revisions():
        if issubclass(model, DraftStateMixin):
            named = model._base_manager.filter(condition, **{f"{column}__isnull": False}).values(column)
            found |= Q(revision__in=named)
        elif plain_column is not None:
            found |= Q(revision__in=model._base_manager.exclude(**{plain_column: None}).values(plain_column))
    return found


def _models_with_revisions() -> Iterator[type[Model]]:
    """One model for each table with the columns: all pages share one."""
    for model in apps.get_models():
        if issubclass(model, RevisionMixin) and not model._meta.get_parent_list() and not model._meta.proxy:
            yield model


def _live_references(target: Model) -> Iterable[tuple[int, str]]:
    references = ReferenceIndex.get_references_to(target)
    return references.order_by().values_list("base_content_type_id", "object_id").distinct()


def _load(sources: Iterable[_Source]) -> dict[tuple[int, str], Model]:
    keys: dict[int, list[str]] = {}
    for source in sources:
        keys.setdefault(source.base_type_id, []).append(source.object_id)
    found: dict[tuple[int, str], Model] = {}
    for base_type_id, object_ids in keys.items():
        model = ContentType.objects.get_for_id(base_type_id).model_class()
        for loaded in model._base_manager.filter(pk__in=object_ids) if model is not None else ():
            found[base_type_id, str(loaded.pk)] = loaded
    return found


def _describe(source: _Source, loaded: Model | None, finder: AdminURLFinder) -> RevisedObject:
    url = finder.get_edit_url(loaded) if loaded is not None else None
    title = _("(you cannot edit this)")
    if url:
        title = loaded.get_admin_display_title() if isinstance(loaded, Page) else str(loaded)
    model = type(loaded) if loaded is not None else None
    kind = loaded.cached_content_type.name if isinstance(loaded, Page) else model and model._meta.verbose_name
    return RevisedObject(title, str(capfirst(kind or "")), url, _state(source))


def _state(source: _Source) -> str:
    if source.state is State.SCHEDULED:
        return _("scheduled version")
    if source.state is State.DRAFT:
        return _("draft")
    return ngettext("%(count)d earlier version", "%(count)d earlier versions", source.revisions) % {
        "count": source.revisions
    }


def _base_type_id(model: type[Model]) -> int:
    return ReferenceIndex._get_base_content_type(model).pk
