from __future__ import annotations

from uuid import uuid4

from django import forms

#: The field that identifies the form of a new page or snippet when it is sent again.
FIELD = "opened_form"


def token_field() -> forms.Field:
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=lambda: str(uuid4()))
