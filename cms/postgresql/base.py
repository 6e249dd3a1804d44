from __future__ import annotations

import select

from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Tells from the socket whether a connection that was kept is still alive.

    A server that ends a connection says so before it closes it, and says nothing else on an idle one. So a dead
    connection has something to read on its socket, and a live one has nothing. Only where something has arrived does
    Django's own test run: ``SELECT 1``, a round trip for each request.
    """

    def is_usable(self) -> bool:
        return self._is_silent() or super().is_usable()

    def _is_silent(self) -> bool:
        """Whether the connection is open, and nothing has arrived on it that nobody asked for."""
        if self.connection is None or self.connection.pgconn.status != ConnStatus.OK:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0)
