"""Every page type and every snippet with drafts, each of its fields wrong at once."""

from __future__ import annotations

import pytest
from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from pages.models import ArticleIndexPage
from pages.models.base import BasePage
from pages.models.snippet import Snippet
from tests.drafts.wrong import wrong_data
from tests.pages.clinic_factories import clinic_index, english, home_page

pytestmark = pytest.mark.django_db

PAGES = [model for model in get_page_models() if issubclass(model, BasePage)]
SNIPPETS = [model for model in get_snippet_models() if issubclass(model, Snippet)]
JSON = {"accept": "application/json"}


@pytest.fixture(params=[*PAGES, *SNIPPETS], ids=lambda model: model.__name__)
def model(request):
    return request.param


@pytest.fixture
def editor(admin_client, model):
    return Editor(admin_client, model)


class Editor:
    """The admin's editor of one kind of object."""

    def __init__(self, client, model) -> None:
        self.client = client
        self.model = model
        self.form_class = get_edit_handler(model).get_form_class()
        self.is_page = issubclass(model, Page)
        if self.is_page:
            args = [model._meta.app_label, model._meta.model_name, parent_of(model).pk]
            self.add_url = reverse("wagtailadmin_pages:add", args=args)
        else:
            english()
            self.add_url = reverse(model.snippet_viewset.get_url_name("add"))

        self.last_pk = max(model.objects.values_list("pk", flat=True), default=0)

    def edit_url(self, instance):
        if self.is_page:
            return reverse("wagtailadmin_pages:edit", args=[instance.pk])
        return reverse(self.model.snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])

    def only(self):
        return self.model.objects.latest("pk")

    def urls_of(self, draft):
        """Where the admin shows a draft: listing, history, comparison, return to an older version, deletion, copy."""
        first, last = draft.revisions.order_by("pk").first().pk, draft.latest_revision_id
        if self.is_page:
            yield reverse("wagtailadmin_explore", args=[draft.get_parent().pk])
            yield reverse("wagtailadmin_pages:copy", args=[draft.pk])
            names, prefix = ("history", "delete", "usage"), "wagtailadmin_pages:"
        else:
            yield reverse(self.model.snippet_viewset.get_url_name("list"))
            names, prefix = ("history", "delete", "usage"), f"{self.model.snippet_viewset.url_namespace}:"
        yield from (reverse(f"{prefix}{name}", args=[draft.pk]) for name in names)
        yield reverse(f"{prefix}revisions_compare", args=[draft.pk, first, last])
        yield reverse(f"{prefix}revisions_revert", args=[draft.pk, first])

    def reopened(self, instance):
        """What the fields show when the draft is opened again, also those of the first row of each kind."""
        form = self.client.get(self.edit_url(instance)).context["form"]
        shown = {name: form[name].value() for name in form.fields}
        for relation, formset in form.formsets.items():
            for row in formset.forms:
                shown |= {f"{relation}-0-{name}": row[name].value() for name in row.fields}
        return shown

    def faults(self, response):
        """The fields at which a refused form tells what is wrong."""
        form = response.context["form"]
        found = set(form.errors)
        for relation, formset in form.formsets.items():
            found |= {f"{relation}-{number}-{name}" for number, row in enumerate(formset.forms) for name in row.errors}
        return found


def form_value(response, name):
    form = response.context["form"]
    relation, *rest = name.split("-0-")
    return form.formsets[relation].forms[0][rest[0]].value() if rest else form[name].value()


def parent_of(model):
    home = home_page()
    if "ClinicIndexPage" in str(model.parent_page_types):
        return clinic_index()
    if "ArticleIndexPage" in str(model.parent_page_types):
        return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles", locale=english()))
    return home if model.parent_page_types is None or "HomePage" in str(model.parent_page_types) else home.get_parent()


@pytest.fixture
def typed(editor):
    return wrong_data(editor.form_class, [])


def test_a_draft_with_every_field_wrong_is_kept_as_it_was_typed(editor, typed):
    data, wrong = typed
    response = editor.client.post(editor.add_url, data, headers=JSON)
    assert response.json()["success"], response.content
    draft = editor.only()
    assert not draft.live
    shown = editor.reopened(draft)
    assert {name: str(shown[name]) for name in wrong} == wrong


def test_publishing_tells_every_fault_at_its_field_and_loses_nothing(editor, typed):
    data, wrong = typed
    response = editor.client.post(editor.add_url, {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert set(wrong) <= editor.faults(response)
    assert all(form_value(response, name) == text for name, text in wrong.items())
    assert not editor.model.objects.filter(live=True, pk__gt=editor.last_pk).exists()


def test_a_draft_with_every_field_wrong_goes_live_by_nobody(editor, typed):
    editor.client.post(editor.add_url, typed[0], headers=JSON)
    draft = editor.only()
    with pytest.raises(ValidationError) as refusal:
        draft.latest_revision.publish()
    told = set(refusal.value.message_dict)
    rows = {name.split("-")[0] for name in typed[1] if "-0-" in name}
    assert ({name for name in typed[1] if "-0-" not in name} | rows) <= told
    assert not editor.model.objects.get(pk=draft.pk).live


def test_a_draft_with_every_field_wrong_is_listed_compared_copied_and_deleted(editor, typed):
    editor.client.post(editor.add_url, typed[0], headers=JSON)
    draft = editor.only()
    again = {**typed[0], "overwrite_revision_id": draft.latest_revision_id}
    assert editor.client.post(editor.edit_url(draft), again, headers=JSON).json()["success"]
    assert editor.client.post(editor.edit_url(draft), typed[0]).status_code == 302
    draft = editor.only()
    for url in editor.urls_of(draft):
        assert editor.client.get(url).status_code == 200, url
