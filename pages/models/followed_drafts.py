from __future__ import annotations

from typing import Any

from wagtail.models import Page, Revision

from ..drafts.translating import choose_own_language, translate_choices_of_row


class FollowedDrafts:
    """Keeps all of a draft when an alias of it becomes a page of its own.

    An alias copies the row of its original. What the draft has gained since then, above all rows, is only in the
    original's latest revision; Wagtail's first revision of the converted alias does not include it.
    """

    _was_alias_of: int | None = None

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_fields") == ["alias_of_id"] and self.alias_of_id is None:
            self._was_alias_of = Page._base_manager.filter(pk=self.pk).values_list("alias_of", flat=True).first()
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        draft, was_alias = self._followed_draft(), self._was_alias_of is not None
        self._was_alias_of = None
        if draft is None:
            if was_alias:
                translate_choices_of_row(self)
            return super().save_revision(*args, **kwargs)
        revised = _with_content_of(draft, self)
        choose_own_language(revised)
        revision = revised.save_revision(*args, **kwargs)
        self.refresh_from_db(fields=["latest_revision", "draft_title", "latest_revision_created_at"])
        return revision

    def _followed_draft(self) -> Page | None:
        """The latest revision of the draft of which this was an alias until now; None if one of the two is live."""
        original = Page.objects.filter(pk=self._was_alias_of).first() if self._was_alias_of else None
        original = original and _original(original)
        if original is None or original.live or self.live or original.latest_revision_id is None:
            return None
        return original.get_latest_revision_as_object()


def _with_content_of(draft: Page, page: Page) -> Page:
    """``page`` with the fields and rows of ``draft``, and with its own place in the tree."""
    revised = page.with_content_json(draft.serializable_data())
    draft.copy_all_child_relations(revised, exclude=["wagtail_admin_comments"])
    revised.slug = page.slug
    revised.set_url_path(revised.get_parent())
    return revised


def date_alias(instance: Page, alias: bool = False, **kwargs: Any) -> None:
    """Set the publication dates of an alias that was published with its original.

    Wagtail leaves the first date empty, and both for an alias of an alias.
    """
    if not (alias and instance.live):
        return
    original = _original(instance)
    before = instance.first_published_at, instance.last_published_at
    instance.last_published_at = original.last_published_at
    instance.first_published_at = instance.first_published_at or original.last_published_at
    if (instance.first_published_at, instance.last_published_at) != before:
        instance.save(update_fields=["first_published_at", "last_published_at"], clean=False)


def _original(page: Page) -> Page:
    while page.alias_of_id:
        page = page.alias_of
    return page
