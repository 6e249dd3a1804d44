"""What a worker does at intervals, as tuples of a name, seconds, and a function; nothing here knows of any worker."""

from api.purging.sending import send_pending


def send_due_purges() -> None:
    """Sends caches what they have still to drop: what a task left, whoever ended it."""
    send_pending(can_wait=True)


DUTIES = [("purge caches", 2, send_due_purges)]
