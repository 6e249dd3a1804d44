"""Form fields for the facts of a clinic."""

from __future__ import annotations

from typing import Any

from django import forms

from .languages import language_name, parse_languages
from .telephone import InvalidTelephone, TelephoneNumber


class TelephoneFormField(forms.CharField):
    """A telephone number in any common notation.

    ``country`` (ISO 3166-1 alpha-2) may be set on a form's own field before the form is validated; numbers written
    without a country code are then of that country.
    """

    country: str | None = None

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        try:
            return TelephoneNumber.parse(text, self.country).stored if text else ""
        except InvalidTelephone as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """A stored number with spaces; invalid input as it was typed."""
        return TelephoneNumber(value).display() if isinstance(value, str) else value


class LanguagesFormField(forms.CharField):
    """Names of languages, separated by commas."""

    def to_python(self, value: Any) -> list[str]:
        return parse_languages(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(language_name(tag) for tag in value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or [])
        except forms.ValidationError:
            return True
