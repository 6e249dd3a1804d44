"""Which models are content: those whose changes can affect a response."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db.models import Model

# Apps, and models of Wagtail's core, with records about content or people, which are never shown.
_APPS = frozenset(
    [
        "admin",
        "auth",
        "axes",
        "clinic_api",
        "contenttypes",
        "django_tasks_database",
        "django_tasks_db",
        "migrations",
        "modelsearch",
        "sessions",
        "wagtailadmin",
        "wagtailforms",
        "wagtailsearch",
        "wagtailusers",
    ]
)
_CORE_MODELS = frozenset(
    [
        "apitoken",
        "comment",
        "commentreply",
        "groupapprovaltask",
        "groupcollectionpermission",
        "grouppagepermission",
        "groupsitepermission",
        "modellogentry",
        "pagelogentry",
        "pagesubscription",
        "referenceindex",
        "revision",
        "task",
        "taskstate",
        "uploadedfile",
        "workflow",
        "workflowcontenttype",
        "workflowpage",
        "workflowstate",
        "workflowtask",
    ]
)


@cache
def is_content(model: type[Model]) -> bool:
    """Whether objects of ``model`` can be shown, or affect what is shown.

    A model in an app of content that is never shown sets ``is_record_of_content = True``.
    """
    meta = model._meta
    if meta.app_label in _APPS or meta.apps is not apps:  # Migrations use models of their own.
        return False
    if getattr(model, "is_record_of_content", False):
        return False
    return not (meta.app_label == "wagtailcore" and meta.model_name in _CORE_MODELS)
