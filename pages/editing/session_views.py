"""What an editor's form checks before it is sent: that the user is logged in and may save it, and the new token."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.models import Page
from wagtail.permissions import policy_registry


@never_cache
def editor_session(request: HttpRequest) -> JsonResponse:
    """Whether the form at the path ``at`` can be sent: ``refusal`` is null, or a sentence that says why not.

    Only logged-in users get here. ``csrf_token`` is for forms that were rendered before they logged in.
    """
    try:
        match = resolve(request.GET.get("at", ""))
    except Resolver404:
        refusal = None
    else:
        refusal = _refusal(request.user, match)
    return JsonResponse({"csrf_token": get_token(request), "refusal": refusal})


@never_cache
def logged_in(request: HttpRequest) -> HttpResponse:
    """The last page of the login in another tab."""
    return render(request, "pages/editing/logged_in.html")


def _refusal(user: AbstractBaseUser, match: ResolverMatch) -> str | None:
    if match.view_name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_revert"):
        page = Page.objects.filter(pk=match.kwargs["page_id"]).first()
        return _sentence(page, page is not None and page.permissions_for_user(user).can_edit())
    if match.view_name == "wagtailadmin_pages:add":
        parent = Page.objects.filter(pk=match.kwargs["parent_page_id"]).first()
        return _sentence(parent, parent is not None and parent.permissions_for_user(user).can_add_subpage())
    model = getattr(match.func, "view_initkwargs", {}).get("model")
    if model is None or "pk" not in match.kwargs or match.url_name not in ("edit", "revisions_revert"):
        return None
    instance = _find(model, unquote(str(match.kwargs["pk"])))
    policy = policy_registry.get_by_type(model)
    return _sentence(instance, policy is None or policy.user_has_permission_for_instance(user, "change", instance))


def _find(model: Any, key: str) -> Any:
    try:
        return model._default_manager.filter(pk=key).first()
    except (ValidationError, ValueError):
        return None


def _sentence(place: Any, may_save: bool) -> str | None:
    if place is None:
        return _(
            "This, or a page above it, has been deleted in the meantime. What you typed is still here: "
            "copy what you need before you leave."
        )
    if not may_save:
        return _(
            "You may no longer edit this. What you typed is still here: copy what you need before you leave, or ask "
            "an administrator."
        )
    return None
