"""A new page is made once, however often its form is sent: what is sent later is saved as a draft of that page.

Wagtail makes a page for each request that its form for new pages sends, and a page is sent twice by two clicks, or by
the editor itself while somebody saves by hand.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from pages.drafts.form_token import FIELD
from pages.models.opened_form import OpenedForm

#: After that, a form that is sent again makes a page of its own.
KEPT_FOR = timedelta(days=1)


def go_on_with_page(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    """Receives ``before_create_page``: saves the page that the same form has made already.

    Requests with one form wait here for each other, until the transaction of the first one ends.
    """
    token = _token(request)
    if token is None:
        return None
    opened, is_new = OpenedForm.objects.get_or_create(token=token, user=request.user)
    if is_new:
        OpenedForm.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    opened = OpenedForm.objects.select_for_update().get(pk=opened.pk)
    if opened.page_id is not None and Page.objects.filter(pk=opened.page_id).exists():
        return _save(request, opened.page_id)
    setattr(request, FIELD, opened)
    return None


def note_page(request: HttpRequest, page: Page) -> None:
    """Receives ``after_create_page``."""
    if (opened := getattr(request, FIELD, None)) is not None:
        OpenedForm.objects.filter(pk=opened.pk).update(page_id=page.pk)


def forget_rows(request: HttpRequest, page: Page) -> None:
    """Receives ``before_edit_page``: a form of a new page holds all rows that the page is to have, as new ones."""
    if getattr(request, "is_of_new_page", False):
        for relation in get_all_child_relations(type(page)):
            setattr(page, relation.get_accessor_name(), [])


def _token(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _save(request: HttpRequest, pk: int) -> HttpResponse:
    request.is_of_new_page = True
    response: Any = EditView.as_view()(request, pk)
    if not isinstance(response, JsonResponse):
        return response
    answer = json.loads(response.content)
    if not answer.get("success"):
        return response
    # The editor expects what is said of a page that was just made.
    url = reverse("wagtailadmin_pages:edit", args=[pk])
    answer |= {"url": url, "hydrate_url": set_query_params(url, {"_w_hydrate_create_view": "1"})}
    answer.pop("html", None)
    return JsonResponse(answer)
