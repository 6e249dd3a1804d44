"""What depends on a user: what staff see before they delete one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import CASCADE, Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

# Internal records of the admin, which would tell nobody anything.
_OF_THE_ADMIN = {"admin", "auth", "sessions", "wagtailadmin", "wagtailusers"}


def tell_what_hangs_on(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Receive ``before_delete_user``: say above the question what is deleted with the user, and what is kept."""
    if request.method != "GET":
        return
    gone, staying = rows_of(user)
    if gone:
        messages.warning(request, _("These are deleted with the user: %(things)s.") % {"things": _named(gone)})
    if staying:
        text = _("These are kept, but no longer refer to the user: %(things)s.")
        messages.warning(request, text % {"things": _named(staying)})
    if not gone and not staying:
        messages.info(request, _("Nothing depends on this user."))


def rows_of(user: AbstractBaseUser) -> tuple[Counter[type[Model]], Counter[type[Model]]]:
    """The number of rows of each model that are deleted with the user, and of those that are kept."""
    gone: Counter[type[Model]] = Counter()
    staying: Counter[type[Model]] = Counter()
    for relation in user._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not _is_told(relation.related_model):
            continue
        count = relation.related_model._base_manager.filter(**{relation.field.name: user}).count()
        (gone if getattr(relation, "on_delete", None) is CASCADE else staying)[relation.related_model] += count
    return +gone, +staying


def _is_told(model: type[Model]) -> bool:
    is_technical = getattr(model, "wagtail_reference_index_ignore", False) and getattr(
        model, "is_record_of_content", False
    )
    return not (model._meta.auto_created or model._meta.app_label in _OF_THE_ADMIN or is_technical)


def _named(rows: Counter[type[Model]]) -> str:
    return ", ".join(_things(rows.items()))


def _things(rows: Iterable[tuple[type[Model], int]]) -> Iterable[str]:
    for model, count in sorted(rows, key=lambda row: (-row[1], row[0]._meta.label)):
        name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
        text = str(name)
        # An acronym such as “API” is unchanged.
        yield f"{count} {text if text[1:2].isupper() else text[:1].lower() + text[1:]}"
