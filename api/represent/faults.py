"""Errors while a response is made: each is confined to its field or block, logged, and retried soon."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import Error as DatabaseError
from django.utils import timezone
from rest_framework.exceptions import APIException

from ..dependencies.recording import expire_at

#: Seconds for which a response with an error may be cached.
RETRY_AFTER = timedelta(minutes=1)
#: Errors that concern the whole response: an unavailable database, and errors for the client.
FATAL = (DatabaseError, APIException)

logger = logging.getLogger(__name__)


def report(place: str, context: Mapping[str, Any] | None, fault: BaseException) -> None:
    """Log that ``place`` failed; it is missing in the response.

    :param context: the context of the response, for the page's name.
    """
    expire_at(timezone.now() + RETRY_AFTER)
    page = (context or {}).get("page")
    within = f" of page {page.pk} ({page.title})" if page is not None else ""
    logger.error("%s%s failed. The response lacks it until it works again.", place, within, exc_info=fault)
