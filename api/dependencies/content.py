"""Which models are content: those whose changes can show in an answer."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db.models import Model

# Apps, and models of Wagtail's core, that keep records about content or about people, but are never shown.
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
    """Whether objects of ``model`` can be shown, or decide on what is shown.

    A model that is neither, in an app of content, says ``is_record_of_content = True``.
    """
    meta = model._meta
    if meta.app_label in _APPS or meta.apps is not apps:  # Migrations have models of their own.
        return False
    if getattr(model, "is_record_of_content", False):
        return False
    return not (meta.app_label == "wagtailcore" and meta.model_name in _CORE_MODELS)
