"""Pages, snippets and bodies with everything in them, for tests."""

from __future__ import annotations

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page

from pages.blocks.body import BodyBlock
from pages.models import ArticlePage, ClinicPage, FaqItem, OpeningInterval, Person, Telephone, Topic
from tests.made_up_blocks import Inventor
from tests.media.factories import DocumentFactory, ImageFactory

SUMMARY = "A plain summary of this page, long enough to say what a reader will learn from it."


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence("Topic {}".format)
    slug = factory.Sequence("topic-{}".format)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence("Robin Example {}".format)
    may_review = True


class FaqItemFactory(DjangoModelFactory):
    class Meta:
        model = FaqItem

    question = factory.Sequence("Is question {} answered?".format)
    answer = "<p>Yes, here.</p>"


def make_article(parent: Page, **fields: Any) -> ArticlePage:
    """A published article below ``parent``."""
    number = Page.objects.count()
    fields = {"title": f"Article {number}", "slug": f"article-{number}", "summary": SUMMARY, **fields}
    return parent.add_child(instance=ArticlePage(**fields))


def make_clinic(parent: Page, *, telephone: str = "+19515550142", **fields: Any) -> ClinicPage:
    """A published clinic in Riverside, California, open on Mondays from nine to five."""
    number = Page.objects.count()
    defaults = {
        "title": f"Clinic {number}",
        "slug": f"clinic-{number}",
        "street_address": "1 Example Street",
        "locality": "Riverside",
        "region": "CA",
        "postal_code": "92501",
        "country": "US",
        "latitude": "33.953349",
        "longitude": "-117.396156",
        "time_zone": "America/Los_Angeles",
    }
    clinic = ClinicPage(**{**defaults, **fields})
    clinic.telephones = [Telephone(number=telephone, purpose="admissions", is_main=True)]
    clinic.opening_intervals = [
        OpeningInterval(weekday=0, opens=datetime.time(9), closes=datetime.time(17)),
    ]
    return parent.add_child(instance=clinic)


def item(value: Any, number: int = 0) -> dict[str, Any]:
    """``value`` as an item of a list block."""
    return {"id": f"item-{number}", "type": "item", "value": value}


def rich_text_body(html: str) -> list[dict[str, Any]]:
    """A body of one rich text."""
    return [{"type": "rich_text", "value": html}]


def full_body(parent: Page, clinic: ClinicPage) -> list[dict[str, Any]]:
    """A body that holds every block once, each with references to objects of its own. Blocks that are not named here
    hold made-up values.
    """
    page, related = make_article(parent, title="Linked"), make_article(parent, title="Related")
    image, document, question = ImageFactory(), DocumentFactory(), FaqItemFactory()
    blocks = {
        "heading": {"text": "Getting help", "level": "2"},
        "rich_text": f'<h3>First steps</h3><p><a linktype="page" id="{page.pk}">Read on</a>.</p>',
        "image": {"image": image.pk, "alt_text": "", "caption": "The door", "decorative": False},
        "quote": {"quote": "It helped.", "attribution": "A patient (fictional)"},
        "callout": {"kind": "crisis", "heading": "In danger?", "text": "<p>Call 988.</p>"},
        "table": {
            "columns": [{"type": "text", "heading": "Level"}, {"type": "rich_text", "heading": "Hours"}],
            "rows": [{"values": ["Outpatient", "<p>1 to <b>3</b></p>"]}],
            "caption": "Hours a week",
        },
        "embed": {"url": "https://youtu.be/abcdefghijk", "title": "A walk", "caption": ""},
        "document_download": {"document": document.pk, "title": "", "description": ""},
        "call_to_action": {"label": "Our clinic", "page": clinic.pk, "url": "", "phone": "", "email": ""},
        "faq_section": {"heading": "Questions", "items": [item(question.pk)]},
        "clinic_contact": {
            "heading": "Speak with us",
            "text": "<p>Any time.</p>",
            "clinic": clinic.pk,
            "details": ["telephone", "address"],
        },
        "related_pages": {"heading": "More resources", "pages": [item(related.pk)]},
    }
    inventor = Inventor(lambda model: model._default_manager.last())
    others = {name: block for name, block in BodyBlock().child_blocks.items() if name not in blocks}
    blocks |= {name: inventor.value(block) for name, block in others.items()}
    return [{"id": f"block-{name}", "type": name, "value": value} for name, value in blocks.items()]
