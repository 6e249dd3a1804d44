"""Who may access a file: decided here, for every URL that serves one."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from django.http import HttpRequest
from wagtail.models import BaseViewRestriction, CollectionMember
from wagtail.permissions import policy_registry

from .shared_passwords import accepts

#: Users with one of these permissions on an image or a document see it in the admin.
_STAFF_ACTIONS = ("choose", "change", "delete")


class Audience(Enum):
    """Who may access a file."""

    EVERYBODY = auto()
    #: The current visitor, but not everybody: no cache may store it.
    THIS_VISITOR = auto()
    #: Not the current visitor.
    OTHERS = auto()


def audience_of(member: CollectionMember, request: HttpRequest) -> Audience:
    """Who may access the file of an image or a document, by the view restrictions of its collection and its ancestors.

    A restricted file is available to visitors who meet all of the restrictions (who have logged in, given the password,
    belong to the group), and to staff whose permissions let them choose, change or delete this image or document.
    """
    restrictions = member.collection.get_view_restrictions().exclude(restriction_type=BaseViewRestriction.NONE)
    found = list(restrictions)
    if not found:
        return Audience.EVERYBODY
    if all(accepts(restriction, request) for restriction in found) or _is_shown_in_admin(member, request):
        return Audience.THIS_VISITOR
    return Audience.OTHERS


def is_staff(request: HttpRequest) -> bool:
    """Whether the request is from a user who may open the admin."""
    user: Any = getattr(request, "user", None)
    return user is not None and user.is_active and user.has_perm("wagtailadmin.access_admin")


def _is_shown_in_admin(member: CollectionMember, request: HttpRequest) -> bool:
    if not is_staff(request):
        return False
    policy = policy_registry.get_by_type(type(member))
    return policy.user_has_any_permission_for_instance(request.user, _STAFF_ACTIONS, member)
