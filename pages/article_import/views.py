from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from ..importers.articles import ImportedArticle, save_article
from ..importers.errors import ArticleImportError
from ..models import ArticleIndexPage, ArticlePage
from .forms import ImportForm
from .proposal import Proposal


def may_import(page: Any, user: Any) -> bool:
    """Whether ``user`` may add articles below ``page``."""
    return (
        isinstance(page, ArticleIndexPage)
        and ArticlePage.can_create_at(page)
        and page.permissions_for_user(user).can_add_subpage()
    )


class ImportView(View):
    """Takes a file or text, shows the resulting article, and makes a draft of it."""

    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, index_id: int) -> HttpResponse:
        self.index = get_object_or_404(ArticleIndexPage, pk=index_id)
        if not may_import(self.index, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._ask(ImportForm(index=self.index))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "proposal" in request.POST:
            return self._make(request.POST["proposal"])
        form = ImportForm(request.POST, request.FILES, index=self.index)
        if not form.is_valid():
            return self._ask(form)
        proposal = form.proposal
        try:
            article = proposal.read(self.index)
        except ArticleImportError as fault:
            form.add_error(None, str(fault))
            return self._ask(form)
        signed = proposal.sign(self._purpose)
        return self._render("preview", article=article, proposal=signed, has_only_words=form.has_only_words)

    def _make(self, signed: str) -> HttpResponse:
        try:
            article = Proposal.from_signed(signed, self._purpose).read(self.index)
            save_article(article, self.index, user=self.request.user)
        except BadSignature:
            messages.error(self.request, _("This import is more than a day old. Choose the file again."))
            return redirect(self.request.path)
        except ArticleImportError as fault:
            messages.error(self.request, str(fault))
            return redirect(self.request.path)
        return self._made(article)

    def _made(self, article: ImportedArticle) -> HttpResponse:
        messages.success(
            self.request,
            _("“%(title)s” has been saved as a draft. Check it before you publish it.") % {"title": article.page.title},
        )
        return redirect("wagtailadmin_pages:edit", article.page.pk)

    def _ask(self, form: ImportForm) -> HttpResponse:
        return self._render("form", form=form, media=form.media)

    def _render(self, template: str, **context: Any) -> HttpResponse:
        context |= {
            "index": self.index,
            "page_title": _("Import an article"),
            "breadcrumbs_items": [
                {
                    "url": reverse("wagtailadmin_explore", args=[self.index.pk]),
                    "label": self.index.get_admin_display_title(),
                },
                {"url": "", "label": _("Import an article")},
            ],
            "header_icon": "upload",
        }  # fmt: skip
        status = 400 if "form" in context and context["form"].errors else 200
        return TemplateResponse(self.request, f"pages/article_import/{template}.html", context, status=status)

    @property
    def _purpose(self) -> str:
        """Bound to the user and the index that the proposal was shown for."""
        return f"{self.request.user.pk}.{self.index.pk}"
