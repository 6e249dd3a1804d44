"""Hides the titles of objects in the admin from users without permission to see them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import CollectionMember, Page
from wagtail.permissions import policy_registry

#: Users with one of these permissions see the objects of a model in its listing, those of a collection there or in a
#: chooser.
_ACTIONS = ("add", "change", "delete", "view")
_ACTIONS_IN_COLLECTIONS = ("choose", "change", "delete")


class Nameless:
    """Replaces an object in a template that the user may not see."""

    @property
    def title(self) -> str:
        return _("(you cannot edit this)")

    def __str__(self) -> str:
        return self.title

    def get_admin_display_title(self) -> str:
        return self.title

    def get_username(self) -> str:
        return self.title


def seen_by(user: Any, model: type[Model], keys: Collection[Any]) -> set[Any]:
    """Those of the primary keys ``keys`` whose objects the admin lists for ``user``."""
    if not keys:
        return set()
    policy = policy_registry.get_by_type(model)
    if issubclass(model, Page):
        # Wagtail's own method fails for users without permission for any page.
        seen = policy.explorable_instances(user) if policy.explorable_root_instance(user) else model.objects.none()
    else:
        actions = _ACTIONS_IN_COLLECTIONS if issubclass(model, CollectionMember) else _ACTIONS
        seen = policy.instances_user_has_any_permission_for(user, actions)
    return set(seen.filter(pk__in=keys).values_list("pk", flat=True))
