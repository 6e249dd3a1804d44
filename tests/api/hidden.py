"""One hidden object of each kind, under names and keys that an answer shows nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, PageViewRestriction

from tests.media.factories import DocumentFactory, ImageFactory
from tests.plugin.models import EventPage, Venue

KEY = 987_650
WORD = "zanzibar"
SCRIPT = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Hidden:
    """``page`` is private, ``draft`` not published, ``image`` and ``document`` in a private collection, ``venue`` not
    live.
    """

    page: EventPage
    draft: EventPage
    image: Any
    document: Any
    venue: Venue

    @property
    def rich_text(self) -> str:
        """Stored rich text with a link to each, and what may not pass in any case."""
        page, draft = (f'<a linktype="page" id="{found.pk}">words</a>' for found in (self.page, self.draft))
        document = f'<a linktype="document" id="{self.document.pk}">words</a>'
        image = f'<embed embedtype="image" id="{self.image.pk}" format="fullwidth" alt="words"/>'
        return f"<p>{page} {draft} {document} {image}</p>{SCRIPT}"


def make_hidden(parent: Any, collection: Collection) -> Hidden:
    def page(number: int) -> EventPage:
        made = EventPage(
            pk=KEY + number,
            title=f"{WORD} {number}" if number < 100 else "Filler",
            slug=f"{WORD}-{number}" if number < 100 else "filler",
        )
        made.content_type = ContentType.objects.get_for_model(EventPage)
        return parent.add_child(instance=made)

    private, draft, _ = page(1), page(2), page(100)  # The keys of what is made later follow on the last one.
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft.unpublish()
    return Hidden(
        page=private,
        draft=draft,
        image=ImageFactory(pk=KEY + 3, title=WORD, collection=collection, file__filename=f"{WORD}.jpg"),
        document=DocumentFactory(pk=KEY + 4, title=WORD, collection=collection, file__filename=f"{WORD}.pdf"),
        venue=Venue.objects.create(pk=KEY + 5, title=WORD, live=False),
    )


def traces(body: str) -> list[str]:
    """What of the hidden objects, or of stored rich text, stands in an answer."""
    marks = [WORD, f"{KEY // 10}[1-5]", "linktype", "embedtype", "<script"]
    return [found[0] for mark in marks if (found := re.search(f".{{,60}}{mark}.{{,20}}", body, re.IGNORECASE))]
