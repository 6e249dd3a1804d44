from __future__ import annotations

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from wagtail.admin.panels import PublishingPanel

from .time_zone import zone_in_use


def _zone_sentence() -> str:
    return _("Times are in the time zone %(zone)s.") % {"zone": zone_in_use()}


class SchedulePanel(PublishingPanel):
    """The dialog for the dates of going live and expiring. It names the time zone of the input."""

    def __init__(self, **kwargs: Any) -> None:
        # Evaluated each time it is shown: the zone is that of the request.
        super().__init__(**{"help_text": lazy(_zone_sentence, str)(), **kwargs})
