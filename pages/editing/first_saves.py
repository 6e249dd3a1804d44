"""A form of a new object creates it once, however often it is sent: later requests save a draft of the same object.

Wagtail creates a page or a snippet for each request of such a form, and a form is sent twice by a double click, or by
autosave while somebody saves by hand.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from ..drafts.form_token import FIELD
from ..models.opened_form import OpenedForm

#: After that, a form that is sent again creates an object of its own.
KEPT_FOR = timedelta(days=1)


def go_on_with_page(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    """Receive ``before_create_page``: save the page that the same form has created already."""
    return _go_on(request, page_class)


def go_on_with_snippet(request: HttpRequest, model: type[Model]) -> HttpResponse | None:
    """Receive ``before_create_snippet``: save the snippet that the same form has created already."""
    return _go_on(request, model)


def note_made(request: HttpRequest, made: Model) -> None:
    """Receive ``after_create_page`` and ``after_create_snippet``."""
    if (opened := getattr(request, FIELD, None)) is not None:
        OpenedForm.objects.filter(pk=opened.pk).update(object_id=made.pk)


def forget_rows(request: HttpRequest, edited: Model) -> None:
    """Receive ``before_edit_page`` and ``before_edit_snippet``.

    A form of a new object has all its rows, as new ones.
    """
    if getattr(request, "is_of_new_object", False):
        for relation in get_all_child_relations(type(edited)):
            setattr(edited, relation.get_accessor_name(), [])


def _go_on(request: HttpRequest, model: type[Model]) -> HttpResponse | None:
    """Requests of one form wait here for each other, until the transaction of the first one ends."""
    token = _token(request)
    if token is None:
        return None
    label = model._meta.label_lower
    opened, is_new = OpenedForm.objects.get_or_create(token=token, user=request.user, model=label)
    if is_new:
        OpenedForm.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    opened = OpenedForm.objects.select_for_update().get(pk=opened.pk)
    made = model._base_manager.filter(pk=opened.object_id).first()
    if made is not None:
        return _save(request, made)
    setattr(request, FIELD, opened)
    return None


def _token(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _save(request: HttpRequest, made: Any) -> HttpResponse:
    request.is_of_new_object = True
    if isinstance(made, Page):
        response: Any = EditView.as_view()(request, made.pk)
    else:
        response = made.snippet_viewset.edit_view(request, pk=quote(made.pk))
    if not isinstance(response, JsonResponse):
        return response
    answer = json.loads(response.content)
    if not answer.get("success"):
        return response
    # The editor expects the response for an object that was just created.
    url = AdminURLFinder(request.user).get_edit_url(made)
    answer |= {"url": url, "hydrate_url": set_query_params(url, {"_w_hydrate_create_view": "1"})}
    answer.pop("html", None)
    return JsonResponse(answer)
