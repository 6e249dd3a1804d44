"""The search backend that ``WAGTAILSEARCH_BACKENDS`` names as the default."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from django.core.signals import setting_changed
from wagtail.search.backends import InvalidSearchBackendError, get_search_backend

from .. import problems

DEFAULT = "default"

logger = logging.getLogger(__name__)


def get_backend() -> Any:
    """The backend; one per process, with its open connections.

    :raises SearchUnavailable: if it cannot be instantiated, for example if the client of its engine is not installed.
    """
    try:
        return _backend()
    except InvalidSearchBackendError as error:
        logger.exception("The search backend cannot be used")
        raise problems.SearchUnavailable from error


def is_remote() -> bool:
    """Whether the index is on another server, so that it may lag behind or be unreachable."""
    try:
        return bool(_backend().catch_indexing_errors)
    except InvalidSearchBackendError:  # Those of databases can always be instantiated.
        return True


@cache
def _backend() -> Any:
    return get_search_backend(DEFAULT)


def forget(**kwargs: Any) -> None:
    """Discard the backend, after a test has changed a setting."""
    _backend.cache_clear()


setting_changed.connect(forget, dispatch_uid="clinic_api.search")
