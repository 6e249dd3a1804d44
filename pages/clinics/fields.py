"""Model fields for the facts of a clinic."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import CharField, Choices, JSONField, Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .form_fields import LanguagesFormField, TelephoneFormField
from .languages import validate_languages
from .telephone import LONGEST_STORED, STORED_FORM


class TelephoneNumberField(CharField):
    """A number to dial, in one of the stored forms of :mod:`pages.clinics.telephone`."""

    default_validators = [
        RegexValidator(STORED_FORM, _("A telephone number is stored as +19515550142, a short code as 988."))
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_STORED)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": TelephoneFormField, "max_length": 60, **kwargs})


class ListField(JSONField):
    """A list of codes, stored as JSON; empty by default."""

    form_class: type[forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        options = {"label": capfirst(self.verbose_name), "help_text": self.help_text, "required": not self.blank}
        return self.form_class(**{**options, **kwargs})


class ChoicesField(ListField):
    """Several of fixed choices, as the list of their codes.

    :param of: the choices. They are not included in migrations.
    """

    form_class = forms.MultipleChoiceField

    def __init__(self, *args: Any, of: type[Choices] | None = None, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        choices = self.of.choices if self.of else []
        return super().formfield(**{"choices": choices, "widget": forms.CheckboxSelectMultiple, **kwargs})

    def validate(self, value: Any, model_instance: Model | None) -> None:
        super().validate(value, model_instance)
        known = self.of.values if self.of else []
        if not isinstance(value, list) or any(code not in known for code in value):
            raise ValidationError(
                _("Choose from: %(choices)s."), code="invalid", params={"choices": ", ".join(map(str, known))}
            )


class LanguagesField(ListField):
    """Languages, as the list of their BCP 47 tags."""

    form_class = LanguagesFormField
    default_validators = [validate_languages]
