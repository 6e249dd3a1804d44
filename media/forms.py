from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.models import Locale

from . import alternative_text
from .models import ImageTranslation
from .uploads.fields import CleanImageFormField
from .uploads.storing import StoringForm

#: The translated texts of an image.
_WORDS = ("alt_text", "caption")


class ImageForm(StoringForm, BaseImageForm):
    """The form of all of Wagtail's image editors and choosers (``WAGTAILIMAGES_IMAGE_FORM_BASE``).

    An existing image has its texts in all languages; a new one in the default language only.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = CleanImageFormField(label=field.label, required=field.required, widget=field.widget)
        self.other_locales = _other_locales() if self.instance.pk and "alt_text" in self.fields else []
        self._add_translations()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for locale in self.other_locales:
            name = _field_name("alt_text", locale)
            text = cleaned.get(name)
            if text and alternative_text.is_file_name(text, self.instance.filename):
                self.add_error(name, ValidationError(alternative_text.FILE_NAME, params={"text": text}))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the image and its translations. Wagtail would remove the replaced file, which cached pages still
        show.
        """
        self.original_file = None
        image = super().save(commit=commit)
        if commit:
            self._save_translations()
        return image

    def _add_translations(self) -> None:
        if not self.other_locales:
            return
        rows = {row.locale_id: row for row in self.instance.translations.all()}
        for name in _WORDS:
            field = self.instance._meta.get_field(name)
            for locale in self.other_locales:
                self.fields[_field_name(name, locale)] = forms.CharField(
                    label=format_lazy("{} ({})", field.verbose_name.capitalize(), locale.get_display_name()),
                    max_length=field.max_length,
                    required=False,
                    initial=getattr(rows.get(locale.pk), name, ""),
                    help_text=_("Leave empty to show the text in the default language."),
                )

    def _save_translations(self) -> None:
        for locale in self.other_locales:
            words = {name: self.cleaned_data[_field_name(name, locale)] for name in _WORDS}
            if any(words.values()):
                ImageTranslation.objects.update_or_create(image=self.instance, locale=locale, defaults=words)
            else:
                for row in self.instance.translations.filter(locale=locale):
                    row.delete()


class DocumentForm(StoringForm, BaseDocumentForm):
    """The form of all of Wagtail's document editors and choosers (``WAGTAILDOCS_DOCUMENT_FORM_BASE``)."""

    def save(self, commit: bool = True) -> Any:
        """Save the document. Wagtail would remove the replaced file before it knows whether the new one can be saved;
        the model removes it afterwards.
        """
        self.original_file = None
        return super().save(commit=commit)


def _other_locales() -> list[Locale]:
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return []
    default = Locale.get_default()
    return [locale for locale in Locale.objects.order_by("language_code") if locale != default]


def _field_name(name: str, locale: Locale) -> str:
    return f"{name}_{locale.language_code}"
