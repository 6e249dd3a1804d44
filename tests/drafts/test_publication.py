"""From a draft that is wrong to what is live: who asks, what is told, and that mending is enough."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from pages.models import ClinicPage, FaqItem, StandardPage, Topic
from tests.pages.clinic_factories import ClinicPageFactory, FaqItemFactory, TopicFactory, english, home_page
from tests.pages.clinics.test_forms import ADMISSIONS, form_data, row_data
from tests.pages.factories import SUMMARY, item, make_article

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
PUBLISH = {"action-publish": "1"}
WRONG_NUMBER = {**ADMISSIONS, "number": "951 55 01", "label": "Typed in haste"}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save_draft(client, page, **data):
    answer = client.post(edit_url(page), form_data(slug=page.slug, **data), headers=JSON)
    assert answer.json()["success"], answer.content
    page.refresh_from_db()


def a_draft(**fields):
    page = home_page().add_child(instance=StandardPage(title="Visiting", slug="visiting", live=False, locale=english()))
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def test_mending_what_was_wrong_publishes_it(admin_client):
    clinic = ClinicPageFactory(live=False, telephones=[], opening_intervals=[])
    save_draft(admin_client, clinic, telephones=[WRONG_NUMBER], title="x" * 300, latitude="north")
    assert admin_client.post(edit_url(clinic), form_data(slug=clinic.slug) | PUBLISH).status_code == 302
    clinic = ClinicPage.objects.live().get()
    assert (clinic.title, clinic.telephones.get().number) == ("Juniper Hollow Riverside", "+19515550142")
    assert clinic.get_latest_revision_as_object().telephones.count() == 1


def test_rows_that_are_stored_stay_until_the_draft_is_right(admin_client):
    clinic = ClinicPageFactory(live=False, opening_intervals=[])
    stored = clinic.telephones.get()
    rows = [row_data(stored, label="Renamed"), {**WRONG_NUMBER, "is_main": ""}]
    save_draft(admin_client, clinic, telephones=rows, initial={"telephones": 1})
    assert [row.label for row in clinic.telephones.all()] == ["Admissions"]
    form = admin_client.get(edit_url(clinic)).context["form"]
    shown = [[row[name].value() for name in ("label", "number")] for row in form.formsets["telephones"].forms]
    assert shown == [["Renamed", "+1 951-555-0142"], ["Typed in haste", "951 55 01"]]


def test_a_wrong_draft_leaves_what_is_live_as_it_is(admin_client, client):
    clinic = ClinicPageFactory()
    before = client.get(f"/api/v2/pages/{clinic.pk}/").json()
    save_draft(admin_client, clinic, telephones=[WRONG_NUMBER], title="x" * 300, summary="short")
    assert client.get(f"/api/v2/pages/{clinic.pk}/").json() == before
    assert clinic.draft_title.endswith("…")


def test_a_draft_that_never_was_live_is_in_no_answer(admin_client, client):
    clinic = ClinicPageFactory(live=False)
    save_draft(admin_client, clinic, title="Unfinished business", summary="short")
    assert client.get(f"/api/v2/pages/{clinic.pk}/").status_code == 404
    for path in ("/api/v2/pages/", "/api/v2/clinics/", "/api/v2/search/?query=unfinished"):
        assert "Unfinished business" not in client.get(path).content.decode()


def test_characters_that_no_database_stores_are_left_out(admin_client):
    clinic = ClinicPageFactory(live=False)
    save_draft(admin_client, clinic, title="Nul\x00l")
    assert clinic.get_latest_revision_as_object().title == "Null"


def test_a_slug_that_is_taken_is_kept_in_the_draft_and_refused_when_it_shall_go_live(admin_client):
    ClinicPageFactory(slug="taken")
    clinic = ClinicPageFactory(live=False, slug="mine")
    data = form_data(slug="taken")
    assert admin_client.post(edit_url(clinic), data, headers=JSON).json()["success"]
    clinic.refresh_from_db()
    assert (clinic.slug, clinic.get_latest_revision_as_object().slug) == ("mine", "taken")
    refused = admin_client.post(edit_url(clinic), data | PUBLISH)
    assert "slug" in refused.context["form"].errors


def test_two_drafts_may_ask_one_question_and_one_of_them_goes_live(admin_client):
    english()
    url = reverse("wagtailsnippets_clinic_pages_faqitem:add")
    data = nested_form_data({"question": "Is it safe?", "answer": rich_text("<p>Yes.</p>")})
    for _number in range(2):
        assert admin_client.post(url, data, headers=JSON).json()["success"]
    first, second = FaqItem.objects.all()
    first.latest_revision.publish()
    with pytest.raises(ValidationError) as refusal:
        second.latest_revision.publish()
    assert refusal.value.message_dict == {"question": ["This question already exists. Edit that one instead."]}


@pytest.mark.parametrize("fields", [{"summary": "short"}, {"title": "x" * 300}, {"canonical_url": "nowhere"}])
def test_a_revision_goes_live_by_nobody_while_it_is_wrong(fields):
    page = a_draft(**fields)
    with pytest.raises(ValidationError) as refusal:
        page.latest_revision.publish()
    assert set(refusal.value.message_dict) == set(fields)
    assert not StandardPage.objects.get(pk=page.pk).live


def test_a_snippet_goes_live_by_nobody_while_it_is_wrong():
    topic = TopicFactory(live=False)
    topic.description = "x" * 600
    topic.save_revision()
    with pytest.raises(ValidationError):
        topic.latest_revision.publish()
    assert not Topic.objects.get(pk=topic.pk).live


def test_what_is_wrong_gets_no_date_to_go_live():
    page = a_draft(summary="short", go_live_at=timezone.now() + datetime.timedelta(days=2))
    with pytest.raises(ValidationError):
        page.latest_revision.publish()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_is_wrong_is_not_submitted(admin_user):
    page = a_draft(summary="short")
    with pytest.raises(ValidationError):
        Workflow.objects.first().start(page, admin_user)
    assert page.current_workflow_state is None


def test_approving_what_became_wrong_is_refused_with_the_reasons(admin_client, admin_user):
    page = a_draft()
    state = Workflow.objects.first().start(page, admin_user)
    page.summary = "short"
    page.save_revision()
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    answer = admin_client.post(url, {"comment": ""}, follow=True)
    assert "Ensure this value has at least 50" in answer.content.decode()
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_a_row_at_fault_is_named_by_its_kind_and_number():
    clinic = ClinicPageFactory()
    clinic.licences.create(authority="", number="1")
    clinic.save_revision()
    with pytest.raises(ValidationError) as refusal:
        clinic.latest_revision.publish()
    assert refusal.value.message_dict == {"licences": ["Licence 1, authority: This field cannot be blank."]}


def test_a_faq_item_of_a_draft_without_a_name_is_listed(admin_client):
    english()
    url = reverse("wagtailsnippets_clinic_pages_faqitem:add")
    data = nested_form_data({"question": "", "answer": rich_text("<p>An answer in search of a question</p>")})
    assert admin_client.post(url, data, headers=JSON).json()["success"]
    assert "Untitled" in admin_client.get(reverse("wagtailsnippets_clinic_pages_faqitem:list")).content.decode()
    assert FaqItemFactory._meta.model.objects.get().get_latest_revision_as_object().question == ""


@pytest.mark.parametrize(("number", "is_right"), [(0, False), (1, True), (3, True), (4, False)])
def test_an_article_goes_live_with_one_to_three_topics(articles, number, is_right):
    article = make_article(articles, live=False)
    article.topics = [TopicFactory(), TopicFactory(), TopicFactory(), TopicFactory()][:number]
    article.save_revision()
    if is_right:
        article.latest_revision.publish()
        return
    with pytest.raises(ValidationError) as refusal:
        article.latest_revision.publish()
    assert set(refusal.value.message_dict) == {"topics"}


def refused(instance):
    with pytest.raises(ValidationError) as refusal:
        instance.save_revision().publish()
    return refusal.value.message_dict


def test_a_topic_that_readers_do_not_see_does_not_count(articles, client):
    draft, other = TopicFactory(name="Sleep", live=False), TopicFactory(name="Rest", live=False)
    article = make_article(articles, live=False)
    article.topics = [draft]
    alone = "“Sleep” is a draft, which visitors cannot see. Publish it first, or choose another."
    assert refused(article) == {"topics": [alone]}
    article.topics = [draft, other]
    together = "“Rest”, “Sleep” are drafts, which visitors cannot see. Publish one of them first, or choose another."
    assert refused(article) == {"topics": [together]}
    other.save_revision().publish()
    article.save_revision().publish()
    answer = client.get(f"/api/v2/pages/{article.pk}/").json()
    assert [topic["name"] for topic in answer["topics"]] == ["Rest"]


def test_a_topic_that_has_expired_does_not_count(articles):
    article = make_article(articles, live=False)
    article.topics = [TopicFactory(name="Sleep", expire_at=timezone.now() - datetime.timedelta(days=1))]
    article.save_revision()
    again = "“Sleep”: visitors can no longer see this. Publish it again first, or choose another."
    assert refused(article) == {"topics": [again]}


def test_the_editor_names_the_draft_among_the_topics_and_keeps_the_article(admin_client, articles):
    topic = TopicFactory(name="Sleep", live=False)
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", articles.pk])
    fields = {"title": "Rest", "slug": "rest", "summary": SUMMARY, "body-count": "0", "topics": [topic.pk]}
    rows = ("author_rows", "citations", "related_rows", "comments")
    data = fields | {f"{name}-{total}_FORMS": "0" for name in rows for total in ("TOTAL", "INITIAL")}
    errors = admin_client.post(url, data | PUBLISH).context["form"].errors
    assert errors == {"topics": ["“Sleep” is a draft, which visitors cannot see. Publish it first, or choose another."]}
    assert admin_client.post(url, data, headers=JSON).json()["success"]


def section_of(*questions):
    items = [item(question.pk, number) for number, question in enumerate(questions)]
    return [{"type": "faq_section", "value": {"heading": "Questions", "items": items}}]


def test_a_section_of_questions_that_readers_do_not_see_is_refused_at_its_questions(admin_client, articles):
    draft = FaqItemFactory(question="Is it safe?", live=False)
    page = a_draft(summary=SUMMARY)
    page.body = page.body.stream_block.to_python(section_of(draft))
    assert set(refused(page)) == {"body"}
    block = [("faq_section", {"heading": "Questions", "items": streamfield([("item", draft.pk)])})]
    data = {"title": "Visiting", "slug": "visiting", "summary": SUMMARY, "body": streamfield(block)}
    data = nested_form_data({**data, "comments": inline_formset([])})
    errors = admin_client.post(edit_url(page), data | PUBLISH).context["form"].errors.as_data()["body"][0]
    [told] = errors.block_errors[0].block_errors["items"].messages
    assert told == "“Is it safe?” is a draft, which visitors cannot see. Publish it first, or choose another."
    page.body = page.body.stream_block.to_python(section_of(draft, FaqItemFactory()))
    page.save_revision().publish()


def test_the_editor_tells_of_topics_beside_all_other_faults(admin_client, articles):
    TopicFactory()
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", articles.pk])
    fields = {"title": "Dormir", "slug": "dormir", "summary": "short", "body-count": "0"}
    rows = ("author_rows", "citations", "related_rows", "comments")
    data = fields | {f"{name}-{total}_FORMS": "0" for name in rows for total in ("TOTAL", "INITIAL")}
    assert set(admin_client.post(url, data | PUBLISH).context["form"].errors) == {"summary", "topics"}
    assert admin_client.post(url, data, headers=JSON).json()["success"]


def test_without_any_topic_an_article_needs_none(articles):
    make_article(articles).save_revision().publish()


def test_a_script_gives_no_date_to_what_is_wrong():
    page = a_draft(summary="short")
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as refusal:
        page.save_revision(approved_go_live_at=tomorrow, clean=False)
    assert set(refusal.value.message_dict) == {"summary"}
    revision = page.latest_revision
    revision.approved_go_live_at = tomorrow
    with pytest.raises(ValidationError):
        revision.save()
    assert list(page.revisions.values_list("approved_go_live_at", flat=True)) == [None]


def test_a_script_gives_a_date_to_what_is_right():
    page = a_draft(summary=SUMMARY)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    revision = page.save_revision(approved_go_live_at=tomorrow)
    page.title = "x" * 300
    revision.refresh_from_db()
    revision.save()
    assert revision.approved_go_live_at == tomorrow
