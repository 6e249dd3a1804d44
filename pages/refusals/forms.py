"""Forms of the admin that can become invalid when saving fails."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

from api.dependencies.content import is_content

from .passes import what_was_refused
from .sentences import sentence


class RefusableForm:
    """A mixin before a form's other bases: shows why saving failed as an error of the form, with all input kept."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        error = what_was_refused()
        if error is None or not self.is_bound:
            return is_valid
        self._show(error)
        return False

    def _show(self, error: ValidationError) -> None:
        faults = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        formsets = getattr(self, "formsets", {})
        for name, errors in faults.items():
            if name in formsets:
                formsets[name].non_form_errors().extend(ValidationError(errors).error_list)
            elif name in self.fields:
                self.add_error(name, ValidationError(errors))
            else:
                self.add_error(None, sentence(ValidationError({name: errors}), self._meta.model))


def make_forms_refusable() -> None:
    """Make the forms of all editors refusable, by Wagtail's ``base_form_class``."""
    for model in apps.get_models():
        if is_content(model) and not issubclass(_form_class(model), RefusableForm):
            base = _form_class(model)
            model.base_form_class = type(base)(base.__name__, (RefusableForm, base), {"__module__": base.__module__})


def _form_class(model: type[Model]) -> Any:
    default = WagtailAdminPageForm if issubclass(model, Page) else WagtailAdminModelForm
    return getattr(model, "base_form_class", None) or default
