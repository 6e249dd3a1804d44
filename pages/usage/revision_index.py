"""Keeps an index of references from revisions: drafts, scheduled and earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import ReferenceIndex, Revision

from ..models.revision_reference import RevisionReference

#: Revisions per batch.
PORTION = 200


class _Reference(NamedTuple):
    to_content_type_id: int
    to_object_id: str
    model_path: str


def index_revision(revision: Revision) -> None:
    """Replace the references of ``revision`` in the index."""
    with transaction.atomic():
        RevisionReference.objects.filter(revision=revision).delete()
        RevisionReference.objects.bulk_create(_records(revision))


def index_all_revisions() -> int:
    """Rebuild the references of all revisions. Returns the number of revisions."""
    keys = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PORTION):
        portion = keys[start : start + PORTION]
        with transaction.atomic():
            RevisionReference.objects.filter(revision__in=portion).delete()
            # Concurrent changes index themselves: a revision may be deleted by now.
            revisions = Revision.objects.filter(pk__in=portion).select_for_update()
            RevisionReference.objects.bulk_create(
                [record for revision in revisions for record in _records(revision)], batch_size=1000
            )
    return len(keys)


def _records(revision: Revision) -> list[RevisionReference]:
    model = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    if model is None:
        return []
    references = set(_references(model, revision.content))
    return [RevisionReference(revision=revision, **reference._asdict()) for reference in sorted(references)]


def _references(model: type[models.Model], content: dict[str, Any]) -> Iterator[_Reference]:
    for field in model._meta.get_fields():
        if field.name in content and not getattr(field, "wagtail_reference_index_ignore", False):
            yield from _field_references(field, content[field.name])
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        for row in content.get(name) or ():
            for reference in _references(relation.related_model, row):
                yield reference._replace(model_path=f"{name}.item.{reference.model_path}")


def _field_references(field: Any, value: Any) -> Iterator[_Reference]:
    if value in (None, "", []):
        return
    if hasattr(field, "extract_references"):
        for to_model, key, model_path, _content_path in field.extract_references(field.to_python(value)):
            yield _Reference(_base_type_id(to_model), str(key), f"{field.name}.{model_path}")
    elif isinstance(field, models.ManyToManyField):
        yield from _to_each(field, value)
    elif isinstance(field, models.ForeignKey) and not field.remote_field.parent_link and field.name != "alias_of":
        yield from _to_each(field, [value])


def _to_each(field: models.ForeignKey | models.ManyToManyField, keys: Iterable[Any]) -> Iterator[_Reference]:
    if getattr(field.related_model, "wagtail_reference_index_ignore", False):
        return
    for key in keys:
        yield _Reference(_base_type_id(field.related_model), str(key), field.name)


def _base_type_id(model: type[models.Model]) -> int:
    return ReferenceIndex._get_base_content_type(model).pk
