"""A site with one page of each type, each block once, and one of everything else that has an endpoint."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from pages.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    ClinicIndexPage,
    ClinicPage,
    CrisisLine,
    FaqItem,
    FaqPage,
    HomePage,
    OrganisationSettings,
    Person,
    RelatedArticle,
    Service,
    StandardPage,
    Topic,
)
from pages.models.article_rows import Citation
from pages.models.clinic_hours import OpeningInterval, SpecialDay
from pages.models.clinic_telephone import Telephone
from pages.models.clinic_trust import ClinicPhoto, Insurer, Licence
from pages.models.person import Credential, ProfileUrl
from tests.made_up.objects import MadeUp, served_models
from tests.media.factories import DocumentFactory, ImageFactory
from tests.pages.factories import SUMMARY, full_body
from tests.plugin.models import EventPage, OpenDayPage, Speaker, Sponsor, Venue

DAY = datetime.date(2026, 5, 1)


def make_content() -> dict[str, Any]:
    """Makes the site; returns its objects by the names of their types."""
    site = _site()
    home = site.root_page.specific
    image = ImageFactory(
        title="A garden", alt_text="Lavender beside a path", file__width=160, file__height=120, credit="Drawn by us"
    )
    document = DocumentFactory(title="What to bring")
    topic = Topic.objects.create(name="Sleep", slug="sleep", description="Rest, and the want of it.")
    question = FaqItem(question="Can I visit?", answer="<p>Yes, on <b>Sundays</b>.</p>")
    question.topics = [topic]
    question.save()
    person = _person(image)
    faqs, clinic = _faq_page(home, question), _clinic(home, image)
    found: dict[str, Any] = {
        "HomePage": home,
        "FaqPage": faqs,
        "ClinicIndexPage": clinic.get_parent().specific,
        "ClinicPage": clinic,
        "StandardPage": home.add_child(instance=StandardPage(title="About us", slug="about-us", summary=SUMMARY)),
        "ArticlePage": _article(home, image, topic, person, faqs),
        "ArticleIndexPage": ArticleIndexPage.objects.get(),
        "EventPage": _event(home, image, document),
        "OpenDayPage": home.add_child(instance=OpenDayPage(title="Open day", slug="open-day", host=home)),
        "Page": home.add_child(instance=Page(title="A plain page", slug="plain")),
        "ClinicImage": image,
        "ClinicDocument": document,
        "Topic": topic,
        "FaqItem": question,
        "Person": person,
        "Redirect": Redirect.objects.create(old_path="/old", redirect_page=home),
    }
    _organise(site, image, clinic)
    found["body"] = _page_with_all_blocks(home, clinic)
    return found


def make_up_the_rest(found: dict[str, Any]) -> dict[str, Any]:
    """One of whatever else the API serves, by the names of their types: new page types, and models of new endpoints."""
    made_up = MadeUp(found["HomePage"], takes_what_is_there=True)
    return {model.__name__: made_up.make(model) for model in served_models() if model.__name__ not in found}


def stable_ids(value: Any, path: str = "") -> Any:
    """Stored blocks with ids of the kind that the editor gives them, the same each time."""
    if isinstance(value, list):
        return [stable_ids(each, f"{path}/{index}") for index, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    made = {key: stable_ids(each, f"{path}/{key}") for key, each in value.items()}
    return {**made, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, path))} if {"type", "value"} <= value.keys() else made


def _site() -> Site:
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="clinic-home", summary=SUMMARY))
    Site.objects.all().delete()
    return Site.objects.create(hostname="www.clinic.example", port=443, root_page=home, is_default_site=True)


def _person(image: Any) -> Person:
    person = Person(
        name="Mara Ellison",
        honorific_suffix="MD",
        job_title="Psychiatrist",
        biography="<p>Mara leads the team.</p>",
        photo=image,
        may_review=True,
    )
    person.credentials = [Credential(type="Licence", authority="A board", number="A 1", expires=DAY)]
    person.profile_urls = [ProfileUrl(url="https://www.example.org/mara/")]
    person.save()
    return person


def _faq_page(home: Page, question: FaqItem) -> FaqPage:
    section = {"heading": "Visiting", "items": [{"type": "item", "value": question.pk}]}
    page = FaqPage(
        title="Questions",
        slug="questions",
        summary=SUMMARY,
        introduction="<p>Ask away.</p>",
        sections=stable_ids([{"type": "faq_section", "value": section}]),
    )
    return home.add_child(instance=page)


def _clinic(home: Page, image: Any) -> ClinicPage:
    index = ClinicIndexPage(title="Clinics", slug="clinics", summary=SUMMARY, introduction="<p>Where we are.</p>")
    index = home.add_child(instance=index)
    clinic = ClinicPage(
        title="Riverside",
        slug="riverside",
        summary=SUMMARY,
        legal_name="Riverside, LLC (fictional)",
        street_address="3800 Orchard Street\nSuite 200",
        locality="Riverside",
        region="CA",
        postal_code="92501",
        country="US",
        latitude="33.981000",
        longitude="-117.375000",
        email="riverside@example.org",
        time_zone="America/Los_Angeles",
        languages=["en"],
        levels_of_care=["outpatient"],
        payment_methods=["self_pay"],
    )
    clinic.services = [Service.objects.create(name="Detox", slug="detox", description="With care.")]
    clinic.telephones = [Telephone(number="+19515550142", label="Admissions", purpose="admissions", is_main=True)]
    clinic.opening_intervals = [OpeningInterval(weekday=0, opens=datetime.time(9), closes=datetime.time(17))]
    clinic.special_days = [SpecialDay(starts=DAY, ends=DAY, closed=True, reason="A holiday")]
    clinic.licences = [
        Licence(authority="A board", number="B 2", expires=DAY, verification_url="https://www.example.org/board/")
    ]
    clinic.insurers = [Insurer(name="An insurer")]
    clinic.photos = [ClinicPhoto(image=image)]
    return index.add_child(instance=clinic)


def _article(home: Page, image: Any, topic: Topic, person: Person, related: Page) -> ArticlePage:
    index = ArticleIndexPage(title="Articles", slug="articles", summary=SUMMARY, introduction="<p>Read on.</p>")
    index = home.add_child(instance=index)
    article = ArticlePage(
        title="What is rest?",
        slug="what-is-rest",
        summary=SUMMARY,
        hero_image=image,
        medical_reviewer=person,
        last_reviewed=DAY,
        next_review_due=DAY.replace(year=2027),
        body=stable_ids([{"type": "heading", "value": {"text": "Rest", "level": "2"}}]),
    )
    article.topics = [topic]
    article.author_rows = [ArticleAuthor(person=person)]
    article.related_rows = [RelatedArticle(page=related)]
    article.citations = [Citation(title="On rest", publisher="A journal", year=2020, doi="10.1056/NEJMra1511480")]
    return index.add_child(instance=article)


def _event(home: Page, image: Any, document: Any) -> EventPage:
    sponsor = Sponsor.objects.create(pk=uuid.UUID(int=1), name="Bakery (fictional)")
    venue = Venue.objects.create(title="The hall", directions="<p>Left.</p>", picture=image)
    values = {
        "text": "<p>Come.</p>",
        "page": home.pk,
        "image": image.pk,
        "described_image": {"image": image.pk, "alt_text": "Here", "decorative": False},
        "document": document.pk,
        "venue": venue.pk,
        "sponsor": str(sponsor.pk),
        "sponsors": [{"id": "one", "type": "item", "value": {"sponsor": str(sponsor.pk)}}],
        "steps": [{"type": "item", "value": "Ring the bell"}],
        "links": [{"type": "item", "value": {"label": "Home", "page": home.pk}}],
    }
    event = EventPage(
        title="An evening",
        slug="evening",
        starts_on=DAY,
        seats=12,
        teaser="<p>Soon.</p>",
        picture=image,
        programme=document,
        series=home,
        body=stable_ids([{"type": name, "value": value} for name, value in values.items()]),
    )
    event.venues = [venue]
    event.speakers = [Speaker(name="Robin", portrait=image)]
    event.tags.add("sleep")
    return home.add_child(instance=event)


def _organise(site: Site, image: Any, clinic: ClinicPage) -> None:
    settings = OrganisationSettings.for_site(site)
    settings.name = "Clinic"
    settings.legal_name = "Clinic, LLC (fictional)"
    settings.logo = image
    settings.default_clinic = clinic
    settings.crisis_lines = [
        CrisisLine(kind="voice", name="988 Lifeline", number="988", text="Call at any hour."),
        CrisisLine(kind="text", name="Text Line", number="sms:741741", message="HOME"),
        CrisisLine(kind="chat", name="Chat", url="https://www.example.org/chat/"),
    ]
    settings.save()
    settings.social_profiles.create(network="A network", url="https://www.example.org/us/")


def _page_with_all_blocks(home: Page, clinic: ClinicPage) -> StandardPage:
    page = home.add_child(instance=StandardPage(title="All blocks", slug="all-blocks"))
    page.body = stable_ids(full_body(ArticleIndexPage.objects.get(), clinic))
    page.save()
    return page
