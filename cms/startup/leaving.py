from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable


def leave_after(run: Callable[[], None]) -> None:
    """Calls ``run``, then ends the process at once, with the status that it asked for.

    For commands that have put everything in order themselves when they stop: Python would spend seconds on a busy
    machine to take apart what goes away with the process anyway.
    """
    status = 0
    try:
        run()
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            status = error.code or 0
        else:
            sys.stderr.write(f"{error.code}\n")
            status = 1
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
