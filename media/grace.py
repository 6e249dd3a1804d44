from __future__ import annotations

import datetime

from django.conf import settings

DEFAULT_GRACE_PERIOD_S = 30 * 24 * 3600


def grace_period() -> datetime.timedelta:
    """How long the URLs of a replaced picture or document keep working (``CLINIC_IMAGE_GRACE_PERIOD``, in seconds; 30
    days).
    """
    return datetime.timedelta(seconds=getattr(settings, "CLINIC_IMAGE_GRACE_PERIOD", DEFAULT_GRACE_PERIOD_S))
