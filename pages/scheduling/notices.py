"""Failed schedules in the admin: a panel of the dashboard, and a message above the editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from .models import Kind, ScheduleFailure
from .time_zone import zone_in_use

#: The dashboard shows the oldest ones.
MOST_SHOWN = 20


class FailedSchedulesPanel(Component):
    """What did not go live or expire on time, of all that the user may edit."""

    name = "failed_schedules"
    template_name = "pages/scheduling/failures_panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"]
        failures = []
        for failure in ScheduleFailure.objects.select_related("content_type"):
            edit_url = _edit_url(failure, request.user)
            if edit_url:
                failures.append({"failure": failure, "is_expiry": failure.kind == Kind.EXPIRE, "edit_url": edit_url})
            if len(failures) == MOST_SHOWN:
                break
        return {"failures": failures, "zone": zone_in_use()}


def add_failed_schedules(request: HttpRequest, panels: list[Component]) -> None:
    """Add them to the dashboard."""
    panels.append(FailedSchedulesPanel())


def say_above_editor(request: HttpRequest, instance: Model) -> None:
    """Say in the editor why its schedule failed, and what to do."""
    if request.method != "GET" or not hasattr(instance, "get_base_content_type"):
        return
    for failure in ScheduleFailure.objects.of(instance):
        context = {"failure": failure, "is_expiry": failure.kind == Kind.EXPIRE, "zone": zone_in_use()}
        messages.error(request, render_to_string("pages/scheduling/failed_message.html", context))


def _edit_url(failure: ScheduleFailure, user: AbstractBaseUser) -> str | None:
    """The URL at which the user can edit it; None without permission, or if it was deleted."""
    instance = failure.find_object()
    return AdminURLFinder(user).get_edit_url(instance) if instance is not None else None
