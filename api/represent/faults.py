"""What fails while an answer is made: it stays in its place, is logged with that, and is tried again soon."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import Error as DatabaseError
from django.utils import timezone
from rest_framework.exceptions import APIException

from ..dependencies.recording import expire_at

#: An answer in which something failed is not kept for longer.
RETRY_AFTER = timedelta(minutes=1)
#: What concerns the answer as a whole: a database that is away, and errors that are meant for the client.
FATAL = (DatabaseError, APIException)

logger = logging.getLogger(__name__)


def report(place: str, context: Mapping[str, Any] | None, fault: BaseException) -> None:
    """Logs that ``place`` failed; the answer that is being made lacks it.

    :param context: that of the answer, whose page is named.
    """
    expire_at(timezone.now() + RETRY_AFTER)
    page = (context or {}).get("page")
    within = f" of page {page.pk} ({page.title})" if page is not None else ""
    logger.error("%s%s failed. The answer lacks it until it works again.", place, within, exc_info=fault)
