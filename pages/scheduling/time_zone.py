"""The installation's time zone (``CLINIC_TIME_ZONE``), for staff and for review dates."""

from __future__ import annotations

import datetime

from django.utils import formats, timezone


def today() -> datetime.date:
    """The current date in the installation's time zone, wherever the request comes from."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def zone_in_use() -> str:
    """The name of the time zone of input and display in the admin, with its current offset from UTC."""
    offset = timezone.localtime().strftime("%z")
    return f"{timezone.get_current_timezone()} (UTC{offset[:3]}:{offset[3:]})"


def show_moment(moment: datetime.datetime) -> str:
    """A timestamp in the installation's time zone, with the zone's name, for mails that are read anywhere."""
    zone = timezone.get_default_timezone()
    shown = formats.date_format(timezone.localtime(moment, zone), "DATETIME_FORMAT")
    return f"{shown} ({zone})"
