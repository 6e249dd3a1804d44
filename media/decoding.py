from __future__ import annotations

from threading import BoundedSemaphore

#: Pictures that one process decodes whole at the same time: each of them may take hundreds of MiB.
DECODING = BoundedSemaphore(2)
