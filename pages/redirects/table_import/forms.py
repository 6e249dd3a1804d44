from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from .columns import Columns, guess_columns
from .errors import TableError
from .importing import Options
from .limits import MAX_BYTES, MAX_ROWS
from .reading import ENDINGS, check_size, read_table
from .table import Table, letter_of


class FileForm(forms.Form):
    """A file with redirects. ``table`` is its content."""

    table: Table
    import_file = forms.FileField(
        label=gettext_lazy("File to import"),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=format_lazy(
            gettext_lazy("Excel (.xlsx), CSV or text with tabs, at most {size} MB and {rows} rows."),
            size=MAX_BYTES // 1024**2,
            rows=MAX_ROWS,
        ),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    def clean_import_file(self) -> UploadedFile:
        file = self.cleaned_data["import_file"]
        try:
            check_size(file.name, file.size)
            self.table = read_table(file.name, file.read())
        except TableError as fault:
            raise ValidationError(str(fault)) from fault
        return file


class TableForm(forms.Form):
    """The meaning of the columns, and the defaults for rows. ``options`` is the result."""

    old = forms.TypedChoiceField(label=gettext_lazy("Column with the old paths"), coerce=int)
    new = forms.TypedChoiceField(label=gettext_lazy("Column with the targets"), coerce=int)
    kind = forms.TypedChoiceField(
        label=gettext_lazy("Column with the type"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=gettext_lazy("It contains permanent or temporary, or 301 or 302."),
    )
    is_permanent = forms.BooleanField(
        label=gettext_lazy("Permanent"),
        initial=True,
        required=False,
        help_text=gettext_lazy("For rows that do not give one."),
    )
    site_column = forms.TypedChoiceField(
        label=gettext_lazy("Column with the site"), coerce=int, required=False, empty_value=None
    )
    site = forms.ModelChoiceField(
        Site.objects.all(),
        label=gettext_lazy("Site"),
        required=False,
        empty_label=gettext_lazy("All sites"),
        help_text=gettext_lazy("For rows that do not give one."),
    )
    replaces = forms.BooleanField(
        label=gettext_lazy("Replace existing redirects"),
        required=False,
        help_text=gettext_lazy(
            "If there is already a redirect from the same path, change its target to the one in this file."
        ),
    )

    def __init__(self, table: Table, data: Any = None, *, may_change: bool) -> None:
        guessed = guess_columns(table.headers)
        initial = {"old": guessed.old, "new": guessed.new, "kind": guessed.kind, "site_column": guessed.site}
        super().__init__(data, initial=initial)
        columns = [(index, _named(index, header)) for index, header in enumerate(table.headers)]
        for name in ("old", "new", "kind", "site_column"):
            self.fields[name].choices = [("", "–"), *columns]
        if not may_change:
            del self.fields["replaces"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "new" in cleaned and cleaned["new"] == cleaned.get("old"):
            raise ValidationError(
                _(
                    "The old paths and the targets cannot be in the same column. Choose a different column for one "
                    "of them."
                )
            )
        return cleaned

    @property
    def options(self) -> Options:
        data = self.cleaned_data
        columns = Columns(data["old"], data["new"], data["kind"], data["site_column"])
        return Options(columns, data["site"], data["is_permanent"], data.get("replaces", False))


def _named(index: int, header: str) -> str:
    letter = letter_of(index)
    return letter if header == letter else f"{letter}: {header[:60]}"
