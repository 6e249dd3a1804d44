from __future__ import annotations

from threading import BoundedSemaphore

#: Pictures that one process may decode at the same time: each may take hundreds of MiB.
DECODING = BoundedSemaphore(2)
