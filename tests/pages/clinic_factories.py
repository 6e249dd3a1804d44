"""Clinics, people, questions, topics and services: complete and valid unless told otherwise."""

from __future__ import annotations

from datetime import time
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site

from pages.models import ClinicIndexPage, ClinicPage, FaqItem, HomePage, Person, Service, Topic
from pages.models.clinic_hours import OpeningInterval
from pages.models.clinic_telephone import Telephone


def english() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


def spanish() -> Locale:
    return Locale.objects.get_or_create(language_code="es")[0]


def home_page() -> HomePage:
    """The home page of the default site, made at the first call."""
    found = HomePage.objects.first()
    if found:
        return found
    locale = english()
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    home = root.add_child(instance=HomePage(title="Juniper Hollow", slug="juniper-hollow", locale=locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "www.example.org", "root_page": home})
    return home


def clinic_index() -> ClinicIndexPage:
    found = ClinicIndexPage.objects.first()
    return found or home_page().add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics", locale=english()))


class InLocaleFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    locale = factory.LazyFunction(english)


class TopicFactory(InLocaleFactory):
    class Meta:
        model = Topic

    name = factory.Sequence("Topic {}".format)
    slug = factory.Sequence("topic-{}".format)
    description = "What the topic is about."


class ServiceFactory(InLocaleFactory):
    class Meta:
        model = Service

    name = factory.Sequence("Service {}".format)
    slug = factory.Sequence("service-{}".format)
    description = "What happens there."


class PersonFactory(InLocaleFactory):
    class Meta:
        model = Person

    name = factory.Sequence("Mara Ellison {}".format)
    honorific_suffix = "MD"
    job_title = "Psychiatrist"
    biography = "<p>Mara leads the team.</p>"


class FaqItemFactory(InLocaleFactory):
    class Meta:
        model = FaqItem

    question = factory.Sequence("Will my insurance pay for week {}?".format)
    answer = "<p>Most plans pay for treatment.</p>"


class ClinicPageFactory(factory.Factory):
    """A live clinic in Riverside, California, below the clinic index. Rows are given as lists of unsaved objects."""

    class Meta:
        model = ClinicPage

    locale = factory.LazyFunction(english)
    title = factory.Sequence("Juniper Hollow {}".format)
    legal_name = "Juniper Hollow Recovery Group, LLC (fictional)"
    street_address = "3800 Orchard Street\nSuite 200"
    locality = "Riverside"
    region = "CA"
    postal_code = "92501"
    country = "US"
    latitude = "33.981000"
    longitude = "-117.375000"
    email = "riverside@example.org"
    time_zone = "America/Los_Angeles"
    languages = factory.LazyFunction(lambda: ["en", "es"])
    telephones = factory.LazyFunction(lambda: [Telephone(number="+19515550142", label="Admissions", is_main=True)])
    opening_intervals = factory.LazyFunction(lambda: [OpeningInterval(weekday=0, opens=time(9), closes=time(17))])

    @classmethod
    def _create(cls, model_class: type[ClinicPage], *args: Any, **kwargs: Any) -> ClinicPage:
        return clinic_index().add_child(instance=model_class(*args, **kwargs))
