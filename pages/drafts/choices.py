"""The choices in the editor's forms: objects in the edited object's language, and those that are chosen already.

Lists and checkboxes show nothing else; chosen objects in another language are labelled. The dialogs of choosers open
with the object's language, and staff may choose another one there.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db.models import Q
from wagtail.models import Page, TranslatableMixin

from .fields import chosen_objects


def offer_own_language(form: forms.ModelForm, locale_id: Any) -> None:
    """Narrow the choices of the fields of ``form`` to that language."""
    for name, field in form.fields.items():
        if _is_list(field):
            chosen = chosen_objects(field, _chosen_keys(form, name, field)).values("pk")
            field.queryset = field.queryset.filter(Q(locale=locale_id) | Q(pk__in=chosen))
            field.label_from_instance = partial(_name_in, locale_id)


def _is_list(field: forms.Field) -> bool:
    """Whether the field lists all its choices, and these are translatable."""
    if not isinstance(field, forms.ModelChoiceField) or not isinstance(field.widget, forms.widgets.ChoiceWidget):
        return False
    return issubclass(field.queryset.model, TranslatableMixin) and not issubclass(field.queryset.model, Page)


def _name_in(locale_id: Any, instance: Any) -> str:
    """The object's label for staff, with its language if that is another one."""
    if instance.locale_id == locale_id:
        return str(instance)
    return f"{instance} ({instance.locale.get_display_name()})"


def _chosen_keys(form: forms.ModelForm, name: str, field: forms.ModelChoiceField) -> list[Any]:
    """The keys of the stored and of the posted choices."""
    key = field.to_field_name or "pk"
    found = [form.get_initial_for_field(field, name)]
    if form.is_bound:
        found.append(field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))
    several = isinstance(field, forms.ModelMultipleChoiceField)
    values = [value for each in found for value in ((each or ()) if several else (each,))]
    return [getattr(value, key, value) for value in values if value not in (None, "")]
