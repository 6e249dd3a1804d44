from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..importers.errors import ArticleImportError
from ..importers.readers import MAX_BYTES, READERS, check_name, check_size
from ..models import ArticleIndexPage, ClinicPage
from .proposal import Proposal


class ImportForm(forms.Form):
    """A file or pasted text. ``proposal`` is the parsed article."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=format_lazy(
            gettext_lazy("Word (.docx), HTML, Markdown or text, at most {size} MB."), size=MAX_BYTES // 1024**2
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(READERS)}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "data-clinic-import-text": ""}),
        help_text=gettext_lazy("Put the title in the first line. Formatting is kept when you paste."),
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput(attrs={"data-clinic-import-html": ""}))
    clinic = forms.ModelChoiceField(
        ClinicPage.objects.none(),
        label=gettext_lazy("Clinic"),
        required=False,
        empty_label=gettext_lazy("No clinic"),
        help_text=gettext_lazy(
            "If the last section invites visitors to call, it shows this clinic's telephone numbers."
        ),
    )

    class Media:
        js = ["clinic_pages/article_import.js"]
        css = {"all": ["clinic_pages/article_import.css"]}

    def __init__(self, *args: Any, index: ArticleIndexPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clinics = ClinicPage.objects.live().public().filter(locale=index.locale).order_by("title")
        self.fields["clinic"].queryset = clinics

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file is not None:
            try:
                check_name(file.name)
                check_size(file.name, file.size)
            except ArticleImportError as fault:
                raise ValidationError(str(fault)) from fault
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_text = bool((cleaned.get("text") or "").strip() or (cleaned.get("html") or "").strip())
        if self.errors:
            return cleaned
        if not cleaned.get("file") and not has_text:
            raise ValidationError(_("Choose a file, or paste a text."))
        if cleaned.get("file") and has_text:
            raise ValidationError(_("Choose a file or paste a text, not both."))
        return cleaned

    @property
    def has_only_words(self) -> bool:
        """Whether pasted text lost its formatting, if it had any."""
        return not self.cleaned_data["file"] and not self.cleaned_data["html"].strip()

    @property
    def proposal(self) -> Proposal:
        data = self.cleaned_data
        clinic = data["clinic"].pk if data["clinic"] else None
        if data["file"]:
            return Proposal(data["file"].name, data["file"].read(), clinic)
        if data["html"].strip():
            return Proposal(_("pasted text") + ".html", data["html"].encode(), clinic)
        return Proposal(_("pasted text") + ".txt", data["text"].encode(), clinic)
