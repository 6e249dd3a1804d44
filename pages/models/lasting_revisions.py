from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages
from wagtail.models import Revision

from api.dependencies.content import is_content

from ..drafts.refusals import NotFitToPublish

#: What modelcluster handles itself if a revision refers to a deleted object. For others it raises.
HELD_BY_MODELCLUSTER = (models.DO_NOTHING, models.CASCADE, models.SET_NULL)


class Gone(NamedTuple):
    """A relation of a revision whose target was deleted since.

    :param rows: the name of the relation to the row with ``field``; None for a field of the object itself.
    :param is_kept: whether the row still exists, with an empty ``field``; a row with nothing but ``field`` is removed.
    """

    field: models.ForeignKey
    rows: str | None = None
    is_kept: bool = True

    def error(self) -> ValidationError:
        if self.rows is None:
            return ValidationError(_("What was chosen here has been deleted. Choose another."), code="gone")
        message = _("%(field)s: what was chosen has been deleted. Choose another, or remove the row.")
        return ValidationError(message, code="gone", params={"field": capfirst(self.field.verbose_name)})


class LastingRevisions:
    """Keeps revisions readable after the deletion of objects that they refer to, whatever the ``on_delete`` of the
    relation.

    A revision refers to objects by their keys, without constraints in the database. modelcluster, which reads
    revisions, raises for PROTECT and its like, and drops rows with all their content. Here a deleted object is replaced
    by an empty value, and the rest of the revision is unchanged: it can be opened, compared, reverted to and published.
    If the relation is required, publishing is rejected until something else is chosen.
    """

    #: The deleted objects that the source revision referred to.
    gone: tuple[Gone, ...] = ()

    @classmethod
    def from_serializable_data(
        cls, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any | None:
        found: list[Gone] = []
        if check_fks:
            data = _without_gone(cls, data, found)
        read = super().from_serializable_data(data, check_fks, strict_fks)
        if read is not None:
            read.gone = tuple(found)
        return read

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish ``revision``.

        :raises NotFitToPublish: if something required was deleted since the revision was saved; by field.
        """
        revision.as_object().refuse_gone()
        return super().publish(revision, *args, **kwargs)

    def refuse_gone(self) -> None:
        """:raises NotFitToPublish: if something required was deleted; by the names of fields and of rows."""
        faults: dict[str, list[ValidationError]] = {}
        for gone in self.gone:
            is_empty = gone.is_kept if gone.rows else getattr(self, gone.field.attname) is None
            if is_empty and not gone.field.null:
                faults.setdefault(gone.rows or gone.field.name, []).append(gone.error())
        if faults:
            raise NotFitToPublish(faults, self)


def tell_gone(request: HttpRequest, instance: models.Model) -> None:
    """Tell the user who opens an editor which objects of the draft were deleted since."""
    if request.method != "GET":
        return
    fields = dict.fromkeys(gone.field for gone in getattr(instance, "gone", ()) if is_content(gone.field.model))
    for field in fields:
        if field.editable and not getattr(field, "wagtail_reference_index_ignore", False):
            message = _("What was chosen as “%(field)s” has been deleted since this draft was saved.")
            messages.warning(request, message % {"field": capfirst(field.verbose_name)})


def unheld_relations(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """The relations of ``model`` and of its rows that modelcluster cannot read if their target was deleted."""
    for field in _foreign_keys(model):
        if field.remote_field.on_delete not in HELD_BY_MODELCLUSTER:
            yield field
    for relation in get_all_child_relations(model):
        yield from unheld_relations(relation.related_model)


def _without_gone(model: type[models.Model], data: Mapping[str, Any], found: list[Gone]) -> dict[str, Any]:
    """A copy of the data with empty values for relations to deleted objects."""
    cleaned = dict(data)
    for field in _gone_keys(model, data):
        cleaned[field.name] = None
        found.append(Gone(field))
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if isinstance(cleaned.get(name), list):
            cleaned[name] = list(_rows_without_gone(relation, cleaned[name], found))
    return cleaned


def _rows_without_gone(relation: Any, rows: list[Any], found: list[Gone]) -> Iterator[Any]:
    """The rows, without those that consisted only of a relation to a deleted object."""
    name = relation.get_accessor_name()
    for row in rows:
        within: list[Gone] = []
        cleaned = _without_gone(relation.related_model, row, within)
        is_kept = _is_optional(within) or _is_written(relation.related_model, cleaned)
        found += [gone._replace(rows=name, is_kept=is_kept and gone.is_kept) for gone in within]
        if is_kept:
            yield cleaned


def _is_optional(gone: list[Gone]) -> bool:
    return all(one.field.null for one in gone if one.rows is None)


def _is_written(model: type[models.Model], row: Mapping[str, Any]) -> bool:
    """Whether a row has content besides the relations to deleted objects."""
    if not is_content(model):
        return False
    for name, value in row.items():
        field = _field(model, name)
        if field is None or field.primary_key or isinstance(field, ParentalKey) or name == _sort_order(model):
            continue
        if value not in (None, "", "[]", field.get_default()):
            return True
    return any(row.get(relation.get_accessor_name()) for relation in get_all_child_relations(model))


def _sort_order(model: type[models.Model]) -> str | None:
    return getattr(model, "sort_order_field", None)


def _field(model: type[models.Model], name: str) -> models.Field | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) and field.concrete and field.editable else None


def _gone_keys(model: type[models.Model], data: Mapping[str, Any]) -> Iterator[models.ForeignKey]:
    for field in _foreign_keys(model):
        value = data.get(field.name)
        if value is None or field.remote_field.on_delete is models.DO_NOTHING:
            continue
        target = field.target_field
        # Through the base manager: a default manager may hide existing objects.
        if not field.related_model._base_manager.filter(**{target.name: target.to_python(value)}).exists():
            yield field


def _foreign_keys(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Foreign keys in a revision that are a choice: neither to the parent nor to the base model."""
    for field in model._meta.fields:
        is_way_up = isinstance(field, ParentalKey) or getattr(field.remote_field, "parent_link", False)
        if isinstance(field, models.ForeignKey) and field.serialize and not is_way_up:
            yield field
