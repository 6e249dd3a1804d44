"""What prevents something from going live, as sentences for its authors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class PublicationRefused(Exception):  # noqa: N818  (a refusal is an answer, not a fault)
    """Something may not go live as it is.

    :param sentences: what is wrong, where, and how to fix it; one for each reason.
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = list(sentences)


def sentences_for(error: Exception, model: type[Model] | None) -> list[str]:
    """The message for staff about ``error``. Errors for developers are logged, and staff are told so."""
    if isinstance(error, PublicationRefused):
        return error.sentences
    if isinstance(error, ValidationError):
        return list(_validation_sentences(error, model))
    if isinstance(error, IntegrityError):
        return [
            _(
                "Something else that is live already uses a value that must be unique, such as the slug or the "
                "name. Change one of the two."
            )
        ]
    return [
        _("An unexpected error occurred (%(error)s). Tell whoever runs the CMS: its log says more.")
        % {"error": type(error).__name__}
    ]


def _validation_sentences(error: ValidationError, model: type[Model] | None) -> Iterator[str]:
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for name, messages in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"{_label(model, name)}: "
        yield from (f"{label}{message}" for message in messages)


def _label(model: type[Model] | None, name: str) -> str:
    try:
        return capfirst(str(model._meta.get_field(name).verbose_name)) if model else name
    except (FieldDoesNotExist, AttributeError):
        return capfirst(name.replace("_", " "))
