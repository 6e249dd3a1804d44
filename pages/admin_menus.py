"""The admin's menus "Clinic content", for snippets that many pages show, and "Navigation"."""

from django.apps import apps
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.models import Locale
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from api import conf

from .models.faq_item import FaqItem
from .models.menu import Menu
from .models.not_found_text import NotFoundText
from .models.person import Person
from .models.service import Service
from .models.snippet import Snippet
from .models.topic import Topic
from .outcomes.views import EditSnippetView, SnippetWorkflowActionView

STATE_COLUMNS = [LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]


def topics_of_listing(request: HttpRequest) -> QuerySet[Topic]:
    """The topics in the language of the listing, and those that it is filtered by."""
    if not conf.i18n_enabled():
        return Topic.objects.all()
    language = request.GET.get("locale") or Locale.get_default().language_code
    chosen = request.GET.getlist("topics")
    return Topic.objects.filter(Q(locale__language_code=language) | Q(slug__in=chosen))


class FaqItemFilterSet(WagtailFilterSet):
    # By slug, because the search index does not have the keys of topics.
    topics = ModelMultipleChoiceFilter(
        queryset=topics_of_listing,
        field_name="topics__slug",
        to_field_name="slug",
        label=_("Topics"),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = FaqItem
        fields = ["live", "topics"]


class ClinicSnippetViewSet(SnippetViewSet):
    edit_view_class = EditSnippetView
    workflow_action_view_class = SnippetWorkflowActionView


class FaqItemViewSet(ClinicSnippetViewSet):
    model = FaqItem
    icon = "help"
    menu_label = _("Questions and answers")
    list_display = ["question", *STATE_COLUMNS]
    filterset_class = FaqItemFilterSet


class PersonViewSet(ClinicSnippetViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    list_display = [
        "__str__",
        Column("job_title", label=_("Job title"), sort_key="job_title"),
        BooleanColumn("may_review", label=_("May review"), sort_key="may_review"),
        *STATE_COLUMNS,
    ]
    list_filter = ["live", "may_review"]


class TopicViewSet(ClinicSnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", Column("slug", label=_("Slug"), sort_key="slug"), *STATE_COLUMNS]
    list_filter = ["live"]


class ServiceViewSet(ClinicSnippetViewSet):
    model = Service
    icon = "clipboard-list"
    menu_label = _("Services")
    list_display = ["name", Column("slug", label=_("Slug"), sort_key="slug"), *STATE_COLUMNS]
    list_filter = ["live"]


class MenuViewSet(ClinicSnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["title", Column("slug", label=_("Place"), sort_key="slug"), Column("site"), LocaleColumn()]
    list_filter = ["site"]


class NotFoundTextViewSet(ClinicSnippetViewSet):
    model = NotFoundText
    icon = "circle-xmark"
    menu_label = _("Missing pages")
    list_display = ["title", Column("site"), LocaleColumn()]
    list_filter = ["site"]


def plain_view_sets(*known: type[SnippetViewSet]) -> tuple[type[SnippetViewSet], ...]:
    """View sets for the snippets without one among ``known``, so that staff can edit each."""
    models = {viewset.model for viewset in known}
    return tuple(
        type(
            f"{model.__name__}ViewSet",
            (ClinicSnippetViewSet,),
            {
                "model": model,
                "menu_label": capfirst(model._meta.verbose_name_plural),
                "list_display": ["__str__", *STATE_COLUMNS],
                "list_filter": ["live"],
            },
        )
        for model in apps.get_models()
        if issubclass(model, Snippet) and model not in models and not hasattr(model, "snippet_viewset")
    )


class ClinicContentGroup(SnippetViewSetGroup):
    items = (
        FaqItemViewSet,
        PersonViewSet,
        TopicViewSet,
        ServiceViewSet,
        *plain_view_sets(FaqItemViewSet, PersonViewSet, TopicViewSet, ServiceViewSet, MenuViewSet, NotFoundTextViewSet),
    )
    menu_label = _("Clinic content")
    menu_icon = "snippet"
    menu_name = "clinic-content"
    menu_order = 150


class NavigationGroup(SnippetViewSetGroup):
    items = (MenuViewSet, NotFoundTextViewSet)
    menu_label = _("Navigation")
    menu_icon = "list-ul"
    menu_name = "navigation"
    menu_order = 160
