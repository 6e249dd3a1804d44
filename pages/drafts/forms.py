"""The editor's forms: a draft keeps all that was typed; publishing shows each error at its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import BlockField

from api import conf

from .choices import offer_own_language
from .fields import kept_data
from .form_token import FIELD, token_field
from .languages import row_language_faults
from .words import set_words, words_of

COMMENTS = "comments"
NUL = "\x00"


class DraftForm:
    """A mixin for Wagtail's forms. Wagtail sets ``defer_required_fields`` if the form saves a draft."""

    _is_kept: bool | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_storable(data), *args, **kwargs)
        if self.instance.pk is None:
            self.fields[FIELD] = token_field()
        self._offer_own_language(getattr(self.instance, "locale_id", None))
        self._lacking = self._fill_gaps() if self.is_bound else []
        for form in () if self.is_bound else self._forms():
            words = words_of(form.instance).items()
            form.initial.update({name: typed for name, typed in words if name in form.fields})

    def _offer_own_language(self, locale_id: Any) -> None:
        if not conf.i18n_enabled() or locale_id is None:
            return
        for form in (self, *(row for formset in self.formsets.values() for row in formset.forms)):
            offer_own_language(form, locale_id)

    def is_valid(self) -> bool:
        if not self.is_bound:
            return False
        if self._lacking:
            for name in {*self._lacking} - self.errors.keys():
                self.add_error(name, _("This part of the form was not received. Reload the page, then save again."))
            return False
        # Wagtail's forms stop at the first kind of rows with an error. Here all errors are reported at once.
        is_valid = all([super().is_valid(), *(formset.is_valid() for formset in self.formsets.values())])
        if self.is_deferred_validation and self._is_kept is None:
            self._is_kept = self._keep_draft()
        if not self.is_deferred_validation and self._is_kept is None:
            is_valid = self._accept_rows() and is_valid
        return is_valid if self._is_kept is None else self._is_kept

    def _fill_gaps(self) -> list[str]:
        """The names of the streams that were not sent, not even as empty ones: such a form is not processed."""
        lacking = [
            name
            for name, field in self.fields.items()
            if isinstance(field, BlockField)
            and field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))
        ]
        if lacking:
            self.data = self.data.copy()
            self.data.update({f"{self.add_prefix(name)}-count": "0" for name in lacking})
        return lacking

    def _accept_rows(self) -> bool:
        """Also check each row by the rules for publishing; discard the unstorable input of earlier drafts."""
        for form in self._forms():
            set_words(form.instance, {})
            if form is not self and form.is_valid():
                for name, faults in row_language_faults(form.instance, getattr(self.instance, "locale_id", None)):
                    form.add_error(name, faults)
        return all(form.is_valid() for form in self._forms() if form is not self)

    def _keep_draft(self) -> bool:
        """Keep what was typed despite its errors; false if rows cannot be identified, or comments are invalid."""
        formsets = {name: formset for name, formset in self.formsets.items() if name != COMMENTS}
        if not all(formset.management_form.is_valid() for formset in formsets.values()):
            return False
        has_faults = any([*map(_keep, self._forms()), *map(_keep_number, formsets.values())])
        self.instance.is_faulty_draft = getattr(self.instance, "is_faulty_draft", False) or has_faults
        comments = self.formsets.get(COMMENTS)
        return not self.errors and (comments is None or comments.is_valid())

    def _forms(self) -> Iterator[forms.ModelForm]:
        """This form, and those of the rows that are not deleted."""
        yield self
        for name, formset in self.formsets.items():
            if name != COMMENTS:
                yield from (form for form in formset.forms if not _is_deleted(formset, form))

    def _post_clean(self) -> None:
        """Also validate the object by the rules for publishing, with this form's values.

        An invalid field has its former value in the object: errors about that are dropped.
        """
        told = {name: list(errors.data) for name, errors in self.errors.items() if name in self.fields}
        super()._post_clean()
        for name, errors in told.items():
            self.errors[name].data[:] = errors
        if self.is_deferred_validation or not hasattr(self.instance, "publication_faults"):
            return
        self.save_cluster_m2m()
        for name, faults in self.instance.publication_faults().items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, faults)


class DraftPageForm(DraftForm, WagtailAdminPageForm):
    pass


class DraftSnippetForm(DraftForm, WagtailAdminModelForm):
    pass


def _storable(data: Any) -> Any:
    """The posted data without the characters that PostgreSQL cannot store."""
    if data is None or not any(NUL in text for name in data for text in data.getlist(name)):
        return data
    data = data.copy()
    for name in data:
        data.setlist(name, [text.replace(NUL, "") for text in data.getlist(name)])
    return data


def _is_deleted(formset: Any, form: forms.ModelForm) -> bool:
    return formset.is_bound and formset.can_delete and bool(formset._should_delete_form(form))


def _keep_number(formset: Any) -> bool:
    """Allow as many rows as were typed; return whether that is too many or too few."""
    faults = formset.non_form_errors()
    has_faults = bool(faults)
    faults.clear()
    return has_faults


def _keep(form: forms.ModelForm) -> bool:
    """Copy the input into the form's instance; return whether any of it was invalid.

    What cannot be kept at all remains an error of the form.
    """
    faulty = list(form.errors)
    set_words(form.instance, {})
    for name in faulty:
        if name not in form.fields or _keep_field(form, name):
            del form.errors[name]
    return bool(faulty)


def _keep_field(form: forms.ModelForm, name: str) -> bool:
    data, field = form[name].data, form.fields[name]
    model_field = _model_field(form.instance, name)
    try:
        value = kept_data(field, data, model_field)
    except ValidationError:
        if not isinstance(data, str | list):
            return False
        set_words(form.instance, {**words_of(form.instance), name: data})
        return True
    form.cleaned_data[name] = value
    if model_field is not None and not model_field.many_to_many:
        model_field.save_form_data(form.instance, value)
    return True


def _model_field(instance: models.Model, name: str) -> models.Field | None:
    """The instance's own field of that name; None for its key, and for fields that only the form has."""
    try:
        field = instance._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return None if field.primary_key else field
