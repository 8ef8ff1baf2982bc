"""Django's PostgreSQL backend, which asks an idle connection whether it lives only where its socket says something.

Django asks with a query at the beginning of every request (`CONN_HEALTH_CHECKS`), which costs a page that asks two
questions a third one. A server that has ended, or ended the connection, has sent words of it or closed the socket:
either can be read, and nothing else can while no question waits for its answer.
"""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, with a cheaper look at a connection that was idle."""

    def is_usable(self) -> bool:
        """Whether the connection lives: asked by a query if there is something to read, believed if there is not."""
        if self.connection is None or self.connection.closed:
            return False
        socket = select.poll()
        socket.register(self.connection.fileno(), select.POLLIN)
        return not socket.poll(0) or super().is_usable()
