"""A translation refers to objects in its own language if its original refers to them in another.

An alias keeps its original's choices, which responses localize; they are replaced when it becomes a page of its own.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from modelcluster.models import get_all_child_m2m_relations
from wagtail.models import Page

from .languages import foreign_choices, foreign_choices_of_rows


def translate_choices_of_copy(target_obj: Any, **kwargs: Any) -> None:
    """Receive ``copy_for_translation_done``. A page is saved by then, with a first revision; a snippet is not."""
    if not isinstance(target_obj, Page):
        choose_own_language(target_obj)
    elif target_obj.alias_of_id is None:
        translate_choices_of_page(target_obj)


@transaction.atomic
def translate_choices_of_page(page: Page) -> None:
    """Change the choices of a page, and those of its latest revision."""
    translate_choices_of_row(page)
    revision = page.get_latest_revision()
    if revision is None:
        return
    version = revision.as_object()
    if choose_own_language(version):
        revision.content = version.serializable_data()
        revision.save(update_fields=["content"])


def translate_choices_of_row(page: Page) -> None:
    """Change the choices of a page's row, and save nothing else of it; its revisions are unchanged."""
    changed = choose_own_language(page)
    relations = {field.name for field in get_all_child_m2m_relations(type(page))}
    names = {name for owner, name in changed if owner is page}
    for name in names & relations:
        getattr(page, name).commit()
    if fields := names - relations:
        page.save(update_fields=sorted(fields), clean=False)
    for row, name in changed:
        if row is not page:
            row.save(update_fields=[name])


def choose_own_language(instance: models.Model) -> list[tuple[models.Model, str]]:
    """Change the choices of ``instance`` and its rows in memory.

    :return: the objects that changed, ``instance`` or a row of it, each with the name of a field.
    """
    choices = [*((instance, choice) for choice in foreign_choices(instance)), *foreign_choices_of_rows(instance)]
    changed = []
    for owner, choice in choices:
        if (own := choice.instead(instance.locale_id)) is not None:
            choice.choose(own)
            changed.append((owner, choice.field))
    return changed
