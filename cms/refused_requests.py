from __future__ import annotations

import logging


class OneLine(logging.Filter):
    """Has a request that Django refuses, such as one for another host, logged without a traceback: that shows Django's
    own code, and anybody could fill the disk with it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
        return True
