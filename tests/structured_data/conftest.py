from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from api.snapshots import memory
from tests.pages.sites import articles, clinics, home

__all__ = ["articles", "clinics", "home"]


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """What the API says of the demo site: ``pages``, each whole, by path, and ``site``. Nothing of it stays behind."""
    frontend = override_settings(CLINIC_FRONTEND_BASE_URL="https://www.example.org", CLINIC_THROTTLE_RATE=None)
    with django_db_blocker.unblock(), frontend, transaction.atomic():
        call_command("load_demo", stdout=io.StringIO())
        client = Client()
        items = client.get("/api/v2/pages/", {"limit": settings.WAGTAILAPI_LIMIT_MAX}).json()["items"]
        answers = [client.get(f"/api/v2/pages/{item['id']}/").json() for item in items]
        found = {
            "pages": {answer["meta"]["html_path"]: answer for answer in answers},
            "site": client.get("/api/v2/site/").json(),
        }
        transaction.set_rollback(True)
    cache.clear()
    memory.forget()
    return found
