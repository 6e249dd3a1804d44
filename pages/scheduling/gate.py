"""The one place that decides whether a scheduled revision may go live. Add further checks here."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from .problems import PublicationRefused


def require_publishable(revision: Revision) -> None:
    """Return if ``revision`` may go live as it is.

    :raises PublicationRefused: with a sentence for each reason against it (pages.scheduling.problems).
    :raises ValidationError: if its fields are invalid.
    """
    instance = revision.as_object()
    if isinstance(instance, Page):
        # Pages validate the rest themselves whenever they are saved.
        _require_free_address(instance)
    else:
        instance.full_clean()


def _require_free_address(page: Page) -> None:
    siblings = Page.objects.sibling_of(page, inclusive=False).exclude(pk=page.pk)
    other = siblings.filter(slug=page.slug).first()
    if other is None:
        return
    sentence = _("The slug “%(slug)s” is already used by “%(title)s” in the same place. Change one of the two slugs.")
    raise PublicationRefused([sentence % {"title": other.title, "slug": page.slug}])
