from __future__ import annotations

import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


class ExactEncoder(DjangoJSONEncoder):
    """Moments with their microseconds, of which Django's encoder leaves only the milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, (datetime.datetime, datetime.time)) else super().default(o)
