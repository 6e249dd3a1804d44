"""Chosen objects that no response shows: they do not satisfy a rule that requires one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import DraftStateMixin

from api.visibility import public


def unseen_message(chosen: Iterable[Model]) -> str | None:
    """What to do if readers will see none of ``chosen``, which are of one model.

    None if they will see one of them, and if nothing is chosen.
    """
    objects = list(chosen)
    if not objects or public(type(objects[0])._base_manager.filter(pk__in=[each.pk for each in objects])).exists():
        return None
    drafts = [each for each in objects if isinstance(each, DraftStateMixin) and not each.live]
    names = ", ".join(f"“{each}”" for each in drafts or objects)
    if drafts:
        message = ngettext(
            "%(names)s is a draft, which visitors cannot see. Publish it first, or choose another.",
            "%(names)s are drafts, which visitors cannot see. Publish one of them first, or choose another.",
            len(drafts),
        )
    else:
        message = _("%(names)s: visitors can no longer see this. Publish it again first, or choose another.")
    return message % {"names": names}
