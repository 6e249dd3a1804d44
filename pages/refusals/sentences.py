"""Messages for staff about what a database, a model or an action has rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError
from django.db.models import BaseConstraint, Model, ProtectedError, RestrictedError, UniqueConstraint
from django.db.models.constants import LOOKUP_SEP
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from treebeard.exceptions import InvalidMoveToDescendant, PathOverflow

#: Errors that are reported to staff. Any other is a bug.
REFUSALS = (ValidationError, IntegrityError, PermissionDenied, InvalidMoveToDescendant, PathOverflow)

MAX_NAMED = 3
#: PostgreSQL's codes for deadlocks and serialization failures.
_OVERTAKEN = ("40001", "40P01")
_SQLITE_COLUMNS = re.compile(r"UNIQUE constraint failed: ([\w., ]+)$")


def is_overtaken(error: BaseException) -> bool:
    """Whether a retry may succeed: the error is due to a concurrent transaction."""
    if isinstance(error, OperationalError):
        return getattr(error.__cause__, "sqlstate", None) in _OVERTAKEN or "locked" in str(error)
    return isinstance(error, IntegrityError) and not isinstance(error, ProtectedError | RestrictedError)


def sentence(error: BaseException, model: type[Model] | None = None) -> str:
    """What is wrong, for staff.

    :param model: the object's model, for the labels of its fields.
    """
    if isinstance(error, ValidationError):
        return " ".join(_sentences(error, model))
    if isinstance(error, ProtectedError | RestrictedError):
        return _in_use(error)
    if isinstance(error, IntegrityError) and (constraint := violated(error)) is not None:
        return str(constraint.get_violation_error_message())
    if isinstance(error, InvalidMoveToDescendant):
        return _("A page cannot be moved below itself.")
    if isinstance(error, PermissionDenied):
        return str(error) or _("You do not have permission to do this.")
    return _("Someone else saved a conflicting change at the same time. Check what you entered, then save again.")


def as_validation_error(error: BaseException) -> ValidationError:
    """The error for a form: by field if that is known."""
    return error if isinstance(error, ValidationError) else ValidationError(sentence(error))


def violated(error: IntegrityError) -> BaseConstraint | None:
    """The constraint of one of our models that an error of the database is about."""
    text = str(error)
    columns = _SQLITE_COLUMNS.search(text.strip())
    names = {column.strip() for column in columns[1].split(",")} if columns else None
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            is_named = re.search(rf"\b{re.escape(constraint.name)}\b", text)
            if is_named or (names and names == _columns(model, constraint)):
                return constraint
    return None


def _columns(model: type[Model], constraint: BaseConstraint) -> set[str]:
    if not isinstance(constraint, UniqueConstraint):
        return set()
    table = model._meta.db_table
    return {f"{table}.{model._meta.get_field(name).column}" for name in constraint.fields}


def _sentences(error: ValidationError, model: type[Model] | None) -> Iterator[str]:
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for name, messages in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else _label(model, name)
        yield from (f"{label}: {message}" if label else message for message in messages)


def _label(model: type[Model] | None, name: str) -> str:
    try:
        field = model._meta.get_field(name.split(LOOKUP_SEP)[0]) if model is not None else None
    except FieldDoesNotExist:
        field = None
    if field is None:
        return name
    words = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return str(capfirst(words))


def _in_use(error: ProtectedError | RestrictedError) -> str:
    users = sorted(getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", ()), key=str)
    names = ", ".join(f"“{user}”" for user in users[:MAX_NAMED])
    message = _("It is used by %(names)s. Choose something else in its place first.") % {"names": names}
    if (more := len(users) - MAX_NAMED) and more > 0:
        return ngettext(
            "It is used by %(names)s and %(more)d more. Choose something else in its place first.",
            "It is used by %(names)s and %(more)d more. Choose something else in its place first.",
            more,
        ) % {"names": names, "more": more}
    return message
