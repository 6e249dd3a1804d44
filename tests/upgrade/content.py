"""What the demo site does not have: a page that moved, one that is gone, a private one, and a document.

Run on the database of the demo site, with the settings of its installation.
"""

from __future__ import annotations

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from wagtail.models import Page, PageViewRestriction  # noqa: E402

from tests.media.factories import DocumentFactory  # noqa: E402


def add() -> None:
    DocumentFactory(title="What to bring", file__filename="what-to-bring.pdf")
    moved = page("about-us")
    moved.slug = "who-we-are"
    moved.save_revision().publish()
    page("accessibility").unpublish()
    PageViewRestriction.objects.create(page=page("notes-for-alumni"), restriction_type="login")
    draft = page("privacy")
    draft.title = "Privacy, as nobody has read it yet"
    draft.save_revision()
    # Nobody has to log in.
    for user in get_user_model().objects.all():
        user.set_unusable_password()
        user.save()


def page(slug: str) -> Page:
    return Page.objects.get(slug=slug).specific


if __name__ == "__main__":
    add()
