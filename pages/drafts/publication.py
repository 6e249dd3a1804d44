"""What prevents an object from going live: checked once, for the whole object, whoever publishes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from .languages import row_language_faults
from .refusals import NotFitToPublish
from .words import words_of

Faults = dict[str, list[ValidationError]]


def refuse_unfit(instance: models.Model) -> None:
    """:raises NotFitToPublish: with all that prevents ``instance`` from going live, by field, stream and relation."""
    if faults := find_faults(instance):
        raise NotFitToPublish(faults, instance)


def find_faults(instance: models.Model) -> Faults:
    """All that prevents ``instance``, as it is in memory with its rows, from going live."""
    faults: Faults = {}
    if hasattr(instance, "refuse_gone"):
        _collect(faults, instance.refuse_gone)
    _collect_others(faults, instance.full_clean)
    own = (*_typed_faults(instance), *_long_text_faults(instance), *_stream_faults(instance))
    for name, errors in (*own, *_row_faults(instance)):
        faults.setdefault(name, errors)
    for name, errors in instance.publication_faults().items():
        faults.setdefault(name, [ValidationError(sentences(error)) for error in errors])
    faults.pop("draft_title", None)  # Wagtail's copy of the title.
    return faults


def sentences(error: ValidationError) -> list[str]:
    """The messages of the error, including those of blocks."""
    within = [*getattr(error, "block_errors", {}).values(), *getattr(error, "non_block_errors", ())]
    found = [sentence for one in within for sentence in (sentences(one) if hasattr(one, "messages") else [str(one)])]
    return found or error.messages


def _collect(faults: Faults, check: Callable[[], Any]) -> None:
    try:
        check()
    except ValidationError as error:
        error.update_error_dict(faults)


def _collect_others(faults: Faults, check: Callable[[], Any]) -> None:
    """Add the errors of fields that have none yet."""
    found: Faults = {}
    _collect(found, check)
    for name, errors in found.items():
        faults.setdefault(name, errors)


def _typed_faults(instance: models.Model) -> Iterator[tuple[str, list[ValidationError]]]:
    for name, typed in words_of(instance).items():
        yield name, [ValidationError(_unreadable(typed))]


def _long_text_faults(instance: models.Model) -> Iterator[tuple[str, list[ValidationError]]]:
    """Texts that are too long: only forms validate the ``max_length`` of a ``TextField``."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, models.TextField) and field.max_length is not None:
            try:
                MaxLengthValidator(field.max_length)(getattr(instance, field.attname))
            except ValidationError as error:
                yield field.name, [error]


def _stream_faults(instance: models.Model) -> Iterator[tuple[str, list[ValidationError]]]:
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(instance, field.name))
            except ValidationError:
                yield (
                    field.name,
                    [
                        ValidationError(
                            _("A block is incomplete or not valid. Open the editor: the block is marked there.")
                        )
                    ],
                )


def _row_faults(instance: models.Model) -> Iterator[tuple[str, list[ValidationError]]]:
    for relation in get_all_child_relations(type(instance)):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME:
            continue
        rows = enumerate(getattr(instance, name).all(), start=1)
        parent, locale_id = relation.field.name, getattr(instance, "locale_id", None)
        errors = [error for number, row in rows for error in _faults_of_row(row, number, parent, locale_id)]
        if errors:
            yield name, errors


def _faults_of_row(row: models.Model, number: int, parent: str, locale_id: Any) -> Iterator[ValidationError]:
    found: Faults = {}
    _collect(found, lambda: row.full_clean(exclude={parent}, validate_unique=False))
    for name, errors in (*_typed_faults(row), *_long_text_faults(row), *row_language_faults(row, locale_id)):
        found[name] = errors
    for name, errors in found.items():
        yield ValidationError([_place(row, number, name) + message for error in errors for message in error.messages])


def _place(row: models.Model, number: int, name: str) -> str:
    place = _("%(kind)s %(number)d") % {"kind": capfirst(row._meta.verbose_name), "number": number}
    label = "" if name == NON_FIELD_ERRORS else f", {row._meta.get_field(name).verbose_name}"
    return f"{place}{label}: "


def _unreadable(typed: Any) -> str:
    text = typed if isinstance(typed, str) else ", ".join(typed)
    return _("“%(text)s” is not valid here. Correct it.") % {"text": text}
