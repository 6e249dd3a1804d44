"""The installation's time zone (``CLINIC_TIME_ZONE``): the clock that staff and dates of review go by."""

from __future__ import annotations

import datetime

from django.utils import formats, timezone


def today() -> datetime.date:
    """The day that it is where the installation is, whoever asks from wherever."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def zone_in_use() -> str:
    """The name of the zone that times in the admin are typed and shown in, with its distance from UTC now."""
    offset = timezone.localtime().strftime("%z")
    return f"{timezone.get_current_timezone()} (UTC{offset[:3]}:{offset[3:]})"


def show_moment(moment: datetime.datetime) -> str:
    """A moment on the installation's clock, with the name of its zone, for mails that are read anywhere."""
    zone = timezone.get_default_timezone()
    shown = formats.date_format(timezone.localtime(moment, zone), "DATETIME_FORMAT")
    return f"{shown} ({zone})"
