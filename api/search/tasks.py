from __future__ import annotations

from django.apps import apps
from django_tasks import task
from wagtail.search.backends import get_search_backends


@task()
def forget_object(app_label: str, model_name: str, pk: str) -> None:
    """Remove a deleted object from an index on another server."""
    model = apps.get_model(app_label, model_name)
    for backend in get_search_backends(with_auto_update=True):
        backend.delete(model(pk=pk))
