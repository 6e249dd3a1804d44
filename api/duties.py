"""What a worker does at intervals, as tuples of a name, seconds, and a function. Independent of any worker."""

from .purging.sending import send_due_purges

DUTIES = [("purge caches", 2, send_due_purges)]
