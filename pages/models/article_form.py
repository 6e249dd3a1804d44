from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..drafts.forms import DraftPageForm
from ..drafts.rows import rows_beside

_CHOSEN_MEANWHILE = {
    "person": gettext_lazy("This person has been added in another window in the meantime. Remove the row here."),
    "page": gettext_lazy("This page has been added in another window in the meantime. Remove the row here."),
}


class ArticlePageForm(DraftPageForm):
    """Shows errors among an article's rows at the rows: duplicates, and a reference to the article itself."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        self._refuse_repeated("author_rows", "person", _("This person is chosen twice. Remove one of the two."))
        self._refuse_repeated("related_rows", "page", _("This page is chosen twice. Remove one of the two."))
        for row, page in self._chosen("related_rows", "page"):
            if page.pk == self.instance.pk:
                row.add_error("page", ValidationError(_("An article cannot be related to itself. Choose another.")))
        return cleaned_data

    def _refuse_repeated(self, relation: str, field: str, message: str) -> None:
        beside = {getattr(row, f"{field}_id") for row in rows_beside(self, relation)}
        seen: set[Any] = set()
        for row, chosen in self._chosen(relation, field):
            if chosen.pk in beside:
                row.add_error(field, ValidationError(_CHOSEN_MEANWHILE[field]))
            elif chosen.pk in seen:
                row.add_error(field, ValidationError(message))
            seen.add(chosen.pk)

    def _chosen(self, relation: str, field: str) -> Iterator[tuple[ModelForm, Any]]:
        formset = self.formsets.get(relation)
        for row in formset.forms if formset is not None else ():
            if row.is_valid() and not row.cleaned_data.get(DELETION_FIELD_NAME) and row.cleaned_data.get(field):
                yield row, row.cleaned_data[field]
