"""Wagtail's bulk actions, object by object: an error in one of them does not affect the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from ..outcomes.sentences import sentence_on_published
from ..outcomes.views import buttons_to
from .nameless import Nameless, seen_by
from .sentences import REFUSALS, sentence

#: How many errors are listed; the rest is counted.
MAX_TOLD = 10


class OneByOne:
    """A mixin for a bulk action: each object is processed in a savepoint of its own.

    Objects that were deleted with their parent count as done. Errors are listed by object, with the reason.
    """

    def execute_action(self, objects: Iterable[Model], /, **kwargs: Any) -> tuple[int, int]:
        parents = children = 0
        done: list[Model] = []
        refused: list[tuple[Model, str]] = []
        for one in objects:
            try:
                with transaction.atomic():
                    counts = self._deal_with(one, **kwargs)
            except REFUSALS as error:
                refused.append((one, sentence(error, getattr(one, "specific_class", None) or type(one))))
            else:
                done.append(one)
                parents, children = parents + counts[0], children + counts[1]
        self.actionable_objects = done
        self._tell(refused)
        return parents, children

    def prepare_action(self, objects: list[Model], objects_without_access: Any) -> Any:
        try:
            return super().prepare_action(objects, objects_without_access)
        except PermissionDenied:
            # If other objects need one of these, Wagtail keeps all of them. Here only that one is kept, with the
            # reason.
            if not getattr(self, "is_protected", False):
                raise
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        refused = context.get("items_with_no_access") or []
        seen = seen_by(self.request.user, self.model, [_object_of(entry).pk for entry in refused])
        without_titles = [entry if _object_of(entry).pk in seen else _without_title(entry) for entry in refused]
        return {**context, "items_with_no_access": without_titles}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not self.actionable_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)

    def _deal_with(self, one: Model, /, **kwargs: Any) -> tuple[int, int]:
        # Reloaded: an action on another one may have moved or deleted it.
        found = type(one)._base_manager.filter(pk=one.pk).first()
        return (1, 0) if found is None else super().execute_action([found], **kwargs) or (0, 0)

    def _tell(self, refused: list[tuple[Model, str]]) -> None:
        finder = AdminURLFinder(self.request.user)
        for one, why in refused[:MAX_TOLD]:
            url = finder.get_edit_url(one)
            buttons = [messages.button(url, _("Edit"))] if url else []
            name = one.get_admin_display_title() if isinstance(one, Page) else str(one)
            messages.error(self.request, _("“%(name)s” was not changed. %(why)s") % {"name": name, "why": why}, buttons)
        if (more := len(refused) - MAX_TOLD) and more > 0:
            messages.error(self.request, _("%(count)d more were not changed.") % {"count": more})


class PublishOneByOne(OneByOne):
    """Also publishes the drafts of descendants one by one."""

    def execute_action(self, objects: Iterable[Model], /, include_descendants: bool = False, **kwargs: Any) -> Any:
        chosen = list(objects)
        below = list(self._drafts_below(chosen)) if include_descendants else []
        super().execute_action([*chosen, *below], **kwargs)
        done = {one.pk for one in self.actionable_objects}
        return sum(one.pk in done for one in chosen), sum(one.pk in done for one in below)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> None:
        """Wagtail also says "published" of scheduled objects."""
        pages = list(Page.objects.filter(pk__in=[one.pk for one in self.actionable_objects]).specific())
        if words := sentence_on_published(pages):
            messages.success(self.request, words, buttons_to(self.request, pages[0]) if len(pages) == 1 else None)

    def _drafts_below(self, pages: list[Page]) -> Iterator[Page]:
        seen = {page.pk for page in pages}
        for page in pages:
            for draft in page.get_descendants().not_live().defer_streamfields().specific():
                if draft.pk not in seen and draft.permissions_for_user(self.request.user).can_publish():
                    seen.add(draft.pk)
                    yield draft


def _object_of(entry: Any) -> Any:
    """Some of Wagtail's templates get objects, others objects with their permitted actions."""
    return entry["item"] if isinstance(entry, dict) else entry


def _without_title(entry: Any) -> Any:
    nameless = Nameless()
    return {**entry, "item": nameless, "can_edit": False} if isinstance(entry, dict) else nameless


def one_by_one(action: type[BulkAction]) -> type[BulkAction]:
    """The action, with each object processed separately."""
    mixin = PublishOneByOne if issubclass(action, PublishBulkAction) else OneByOne
    return type(action.__name__, (mixin, action), {"__module__": __name__, "__doc__": action.__doc__})
