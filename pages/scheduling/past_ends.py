"""Makes expired content editable: Wagtail rejects each save of a form whose expiry is in the past, even of a draft."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import DateTimeField
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from .time_zone import zone_in_use

FIELD = "expire_at"
A_MINUTE = datetime.timedelta(minutes=1)


def leave_out_past_end(request: HttpRequest, instance: Model) -> None:
    """Open an expired page or snippet without its past expiry, and drop that from drafts that still have it.

    An editor that was open while it expired, and autosaves, still sends it.
    """
    end = getattr(instance, FIELD, None)
    if end is None or end > timezone.now():
        return
    if request.method == "GET":
        instance.expire_at = None
        if not instance.live:
            shown = formats.date_format(timezone.localtime(end), "DATETIME_FORMAT")
            sentence = _(
                "This expired on %(moment)s (%(zone)s). If you save it without setting a new expiry date, it "
                "will not expire."
            )
            messages.info(request, sentence % {"moment": shown, "zone": zone_in_use()})
    elif "action-publish" not in request.POST and _is_posted(request, end):
        request.POST = request.POST.copy()
        request.POST[FIELD] = ""


def _is_posted(request: HttpRequest, end: datetime.datetime) -> bool:
    try:
        posted = DateTimeField(required=False).clean(request.POST.get(FIELD, ""))
    except ValidationError:
        return False
    return posted is not None and abs(posted - end) < A_MINUTE
