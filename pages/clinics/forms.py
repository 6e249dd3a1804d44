from __future__ import annotations

from typing import Any

from django.forms import ModelForm
from django.forms.formsets import DELETION_FIELD_NAME

from ..drafts.forms import DraftPageForm
from ..drafts.rows import rows_beside
from .address import LIBRARY_NAMES
from .row_faults import FAULTS_AMONG, NO_TELEPHONE


class ClinicPageForm(DraftPageForm):
    """Parses telephone numbers as those of the clinic's country, and shows errors among rows at the rows.

    A draft may lack what a published clinic needs, but must not contain errors.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "telephones" in self.formsets:
            self.formsets["telephones"].error_messages["too_few_forms"] = NO_TELEPHONE

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        self._tell_telephones(cleaned_data.get("country"))
        for relation, find_faults in FAULTS_AMONG.items():
            rows = {id(row.instance): row for row in self._valid_rows(relation)}
            beside = rows_beside(self, relation) if rows else []
            for fault in find_faults([*beside, *(row.instance for row in rows.values())]):
                row = rows.get(id(fault.row))
                if row and not (self.is_deferred_validation and fault.error.code == "required"):
                    row.add_error(fault.field, fault.error)
        return cleaned_data

    def _get_validation_exclusions(self) -> set[str]:
        """What the page does not validate itself: its rows, which it still has as they were before this form."""
        exclude = super()._get_validation_exclusions() | set(FAULTS_AMONG)
        if self.is_deferred_validation:
            exclude |= {name for name in LIBRARY_NAMES if not self.cleaned_data.get(name)}
        return exclude

    def _tell_telephones(self, country: str | None) -> None:
        for row in self._rows("telephones"):
            row.fields["number"].country = country

    def _valid_rows(self, relation: str) -> list[ModelForm]:
        """The rows that will be saved; none while one of them is invalid."""
        valid = []
        for row in self._rows(relation):
            is_valid = row.is_valid()
            if row.cleaned_data.get(DELETION_FIELD_NAME):
                continue
            if not is_valid:
                return []
            if row.has_changed() or row.instance.pk:
                valid.append(row)
        return valid

    def _rows(self, relation: str) -> list[ModelForm]:
        formset = self.formsets.get(relation)
        return formset.forms if formset is not None else []
