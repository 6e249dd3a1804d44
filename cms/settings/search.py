"""Which index answers searches: the one in the database, or that of a search engine."""

from __future__ import annotations

from typing import Any

from cms.settings.environment import env

#: In seconds: how long a search, or the task that tells of a change, waits for the engine.
TIMEOUT_S = 5
#: Words as they are, without case and accents.
ANALYZER = {"type": "custom", "tokenizer": "standard", "filter": ["lowercase", "asciifolding"]}


def search_backends(database: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The value of ``WAGTAILSEARCH_BACKENDS``: an engine where ``CLINIC_SEARCH_URL`` names its address.

    :param database: the backend otherwise.
    """
    if not env("CLINIC_SEARCH_URL"):
        return {"default": database}
    engine = env("CLINIC_SEARCH_ENGINE")
    backend = {
        "BACKEND": f"wagtail.search.backends.{engine}",
        "URLS": [env("CLINIC_SEARCH_URL")],
        "INDEX_PREFIX": env("CLINIC_SEARCH_INDEX_PREFIX"),
        "TIMEOUT": TIMEOUT_S,
        "OPTIONS": {"max_retries": 0},
        "INDEX_SETTINGS": {"settings": {"analysis": {"analyzer": {"default": ANALYZER}}}},
    }
    return {"default": backend}
