"""Notifies the people responsible for a page or snippet that its schedule failed, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.mail import send_mail
from wagtail.log_actions import registry
from wagtail.users.models import UserProfile

from .models import Kind, ScheduleFailure
from .time_zone import show_moment

logger = logging.getLogger(__name__)

TEMPLATE = "pages/scheduling/failed_mail.txt"
SCHEDULED = "wagtail.publish.schedule"


def tell_owners() -> None:
    """Send one mail for each unreported problem; failed mails are retried at the next run."""
    for failure in ScheduleFailure.objects.untold():
        previous, problem = failure.told, failure.problem
        # The first process to note it sends it.
        mine = ScheduleFailure.objects.filter(pk=failure.pk, told=previous, problem=problem)
        if not mine.update(told=problem):
            continue
        try:
            _tell(failure)
        except Exception:
            logger.exception("The email about the failed schedule of '%s' could not be sent.", failure.title)
            ScheduleFailure.objects.filter(pk=failure.pk, told=problem).update(told=previous)
            return


def _tell(failure: ScheduleFailure) -> None:
    instance = failure.find_object()
    if instance is None:
        return
    for user in find_owners(failure, instance):
        profile = UserProfile.get_for_user(user)
        with override(profile.get_preferred_language()):
            context = {
                "failure": failure,
                "is_expiry": failure.kind == Kind.EXPIRE,
                "due_at": show_moment(failure.due_at),
                "edit_url": _absolute(AdminURLFinder(user).get_edit_url(instance)),
            }
            subject, _, message = render_to_string(TEMPLATE, context).strip().partition("\n")
        send_mail(subject, message.strip(), [user.email])


def find_owners(failure: ScheduleFailure, instance: Model) -> list[AbstractBaseUser]:
    """The author of what failed, the user who scheduled it, and the page's owner; if none has an email address,
    superusers.
    """
    users = {user.pk: user for user in _people(failure, instance) if user and user.is_active and user.email}
    if users:
        return list(users.values())
    return list(get_user_model()._default_manager.filter(is_superuser=True, is_active=True).exclude(email=""))


def _people(failure: ScheduleFailure, instance: Model) -> Iterator[AbstractBaseUser | None]:
    if failure.revision is not None:
        yield failure.revision.user
    entry = registry.get_logs_for_instance(instance).filter(action=SCHEDULED).order_by("-timestamp").first()
    if entry is not None:
        yield entry.user
    yield getattr(instance, "owner", None)


def _absolute(path: str | None) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}" if path else ""
