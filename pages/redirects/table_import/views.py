from __future__ import annotations

from typing import Any

from django.core.signing import BadSignature
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.contrib.redirects.views import permission_checker

from .forms import FileForm, TableForm
from .importing import RedirectImport
from .report import Report
from .table import Table

#: Rows of a table in the preview.
SHOWN = 10


class ImportView(View):
    """Takes a file, shows its table, previews the result, and imports it."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render("import_file", form=FileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "table" in request.POST:
            return self._go_on(request.POST["table"])
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._render("import_file", form=form)
        return self._show(form.table, TableForm(form.table, may_change=self._may_change))

    def _go_on(self, signed: str) -> HttpResponse:
        try:
            table = Table.from_signed(signed, self._purpose)
        except BadSignature:
            messages.error(self.request, _("This import is more than a day old. Choose the file again."))
            return redirect("wagtailredirects:start_import")
        form = TableForm(table, self.request.POST, may_change=self._may_change)
        if not form.is_valid():
            return self._show(table, form)
        is_trial = "check" in self.request.POST
        with transaction.atomic():
            report = RedirectImport(form.options).run(table.rows)
            transaction.set_rollback(is_trial)
        return self._show(table, form, report) if is_trial else self._done(report)

    def _done(self, report: Report) -> HttpResponse:
        if report.has_more_to_say:
            return self._render("import_done", report=report)
        messages.success(self.request, " ".join(report.counts))
        return redirect("wagtailredirects:index")

    def _show(self, table: Table, form: TableForm, report: Report | None = None) -> HttpResponse:
        signed = table.sign(self._purpose)
        return self._render(
            "import_table", form=form, table=table, rows=table.rows[:SHOWN], signed=signed, report=report
        )

    def _render(self, template: str, **context: Any) -> HttpResponse:
        context |= {
            "page_title": _("Import redirects"),
            "breadcrumbs_items": [
                {"url": reverse("wagtailredirects:index"), "label": _("Redirects")},
                {"url": "", "label": _("Import redirects")},
            ],
            "header_icon": "redirect",
        }
        status = 400 if "form" in context and context["form"].errors else 200
        return TemplateResponse(self.request, f"pages/redirects/{template}.html", context, status=status)

    @property
    def _may_change(self) -> bool:
        return permission_checker.policy.user_has_permission(self.request.user, "change")

    @property
    def _purpose(self) -> str:
        """Bound to the user who saw the preview."""
        return str(self.request.user.pk)
