"""Topics and services, which have all but their purpose in common."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search.index import Indexed
from wagtail.snippets.models import get_snippet_models

from api.represent.representations import represent
from pages.models import FaqItem, Person, Service, Topic
from tests.pages.clinic_factories import ServiceFactory, TopicFactory, english, spanish

pytestmark = pytest.mark.django_db

factories = pytest.mark.parametrize("factory", [TopicFactory, ServiceFactory])


@pytest.mark.parametrize("model", [FaqItem, Person, Service, Topic])
def test_clinic_content_has_drafts_revisions_locks_workflows_translations_and_search(model):
    abilities = (DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin, Indexed)
    assert all(issubclass(model, ability) for ability in abilities)
    assert model in get_snippet_models()


@factories
def test_a_slug_is_made_from_the_name(factory):
    term = factory.build(name="Family Support", slug="", locale=english())
    term.full_clean()
    assert term.slug == "family-support"


@factories
def test_a_slug_is_used_once_in_a_language(factory):
    factory(name="Sleep", slug="sleep")
    with pytest.raises(ValidationError) as refusal:
        factory.build(name="Sleeping", slug="sleep", locale=english()).full_clean()
    assert refusal.value.message_dict["slug"][0].startswith("“sleep” is the slug of “Sleep”.")
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(slug="sleep")
    factory(slug="sleep", locale=spanish())


def test_a_topic_is_shown_with_name_and_slug():
    topic = TopicFactory(name="Sleep", slug="sleep")
    shown = represent(topic, None)
    assert shown.pop("meta")["detail_url"].endswith(f"/api/v2/topics/{topic.pk}/")
    assert shown == {"id": topic.pk, "name": "Sleep", "slug": "sleep"}
    assert represent(TopicFactory(live=False), None) is None


@pytest.mark.parametrize(("factory", "model"), [(TopicFactory, "topic"), (ServiceFactory, "service")])
def test_the_admin_writes_lists_and_finds_terms(admin_client, factory, model):
    factory(name="Sleep")
    urls = f"wagtailsnippets_clinic_pages_{model}"
    data = {"name": "Family support", "slug": "", "description": "", "action-publish": "1"}
    assert admin_client.post(reverse(f"{urls}:add"), data).status_code == 302
    html = admin_client.get(reverse(f"{urls}:list"), {"q": "fami"}).content.decode()
    assert "Family support" in html
    assert "Sleep" not in html


def test_the_admin_s_menu_has_clinic_content(admin_client):
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    for label in ("Clinic content", "Questions and answers", "People", "Topics", "Services"):
        assert label in html


def test_a_translation_keeps_its_slug():
    topic = TopicFactory(name="Sleep", slug="sleep")
    translated = topic.copy_for_translation(spanish())
    translated.full_clean()
    translated.save()
    assert Topic.objects.filter(slug="sleep").count() == 2
