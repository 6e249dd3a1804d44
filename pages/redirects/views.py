from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from wagtail.admin import messages
from wagtail.contrib.redirects import views

from .forms import RedirectForm


class WarnsMixin:
    """Shows the form's warnings after a redirect has been saved."""

    form_class = RedirectForm
    request: Any
    form: RedirectForm

    def save_action(self) -> HttpResponse:
        response = super().save_action()  # type: ignore[misc]
        for warning in self.form.warnings:
            messages.warning(self.request, warning)
        return response


class CreateView(WarnsMixin, views.CreateView):
    pass


class EditView(WarnsMixin, views.EditView):
    pass
