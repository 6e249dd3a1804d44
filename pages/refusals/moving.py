"""Wagtail's page that asks whether a page is to be moved, which reveals its title to users without permission."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.models import Page


class ConfirmMoveView(MoveConfirmView):
    """Checks permissions that Wagtail only checks when the form is sent."""

    def dispatch(self, request: HttpRequest, page_to_move_id: int, destination_id: int) -> HttpResponseBase:
        page, destination = (get_object_or_404(Page, pk=pk) for pk in (page_to_move_id, destination_id))
        if not page.permissions_for_user(request.user).can_move_to(destination):
            raise PermissionDenied
        return super().dispatch(request, page_to_move_id, destination_id)
