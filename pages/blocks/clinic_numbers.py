"""A clinic's number in a block that refers to the clinic instead of storing digits: it stays up to date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from api.represent.references import get_references

from ..clinics.choices import TelephonePurpose
from ..clinics.representations import TelephoneRepresentation, represent_telephones

MAIN = "main"
#: The key for the default clinic in the context of a response without a page of ours.
DEFAULT_CLINIC_NAME = "default_clinic"

_CHOICES = [(MAIN, _("Main number")), *TelephonePurpose.choices]


def clinic_block(**kwargs: Any) -> blocks.PageChooserBlock:
    """A chooser of a clinic; empty for the organisation's default one."""
    options = {
        "page_type": "clinic_pages.ClinicPage",
        "label": _("Clinic"),
        "required": False,
        "help_text": _("Leave empty for the organisation's default clinic."),
    }
    return blocks.PageChooserBlock(**{**options, **kwargs})


def number_block(**kwargs: Any) -> blocks.ChoiceBlock:
    """A choice among a clinic's numbers, by purpose."""
    help_text = _("If the clinic has no such number, its main number is shown.")
    return blocks.ChoiceBlock(**{"label": _("Number"), "choices": _CHOICES, "help_text": help_text, **kwargs})


def default_clinic(context: Mapping[str, Any] | None) -> Any:
    """The organisation's default clinic for blocks without one; None if there is none."""
    context = context or {}
    page = context.get("page")
    return page.default_clinic(context) if hasattr(page, "default_clinic") else context.get(DEFAULT_CLINIC_NAME)


def public_clinic(clinic: Any, context: Mapping[str, Any] | None) -> Any:
    """The chosen clinic or the default one, in the reader's language if it is translated; None while it is hidden."""
    references = get_references(context)
    shown = references.public(clinic or default_clinic(context))
    return references.public(references.localized(shown, (context or {}).get("page")))


def represent_clinic_number(
    clinic: Any, purpose: str, context: Mapping[str, Any] | None
) -> TelephoneRepresentation | None:
    """The first number of a public clinic for ``purpose``, else its main one; None if it has neither."""
    telephones = represent_telephones(clinic, context) if clinic is not None else []
    suited = [each for each in telephones if each["purpose"] == purpose]
    main = [each for each in telephones if each["is_main"]]
    return next(iter([*suited, *main]), None)
