"""Fields of content that visitors never see: what the admin notes on a page or snippet, such as its draft."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from .content import is_content
from .ownership import declared_names

# No response shows them unless a model's api_fields name them.
_BOOKKEEPING = frozenset(
    [
        "draft_title",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
        "live_revision_id",
        "locked",
        "locked_at",
        "locked_by_id",
        "numchild",
    ]
)


def matters(model: type[Model], fields: Iterable[str]) -> bool:
    """Whether a change of these fields of ``model`` can affect a response.

    :param fields: their names, as fields or as attributes.
    """
    if not is_content(model):
        return False
    return bool(set(attnames(model, fields)) - (_BOOKKEEPING - set(attnames(model, declared_names(model)))))


def attnames(model: type[Model], names: Iterable[str]) -> list[str]:
    """The attribute names of fields: ``locale_id`` for ``locale``. A name that no field has is returned unchanged."""
    found = []
    for name in names:
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            field = None
        found.append(getattr(field, "attname", name))
    return found
