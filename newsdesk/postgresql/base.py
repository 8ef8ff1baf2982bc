"""Django's PostgreSQL backend, which asks an idle connection whether it lives only where its socket says something.

Django asks with a query at the beginning of every request (`CONN_HEALTH_CHECKS`), which costs a page that asks two
questions a third one. A server that has ended, or ended the connection, has sent words of it or closed the socket:
either can be read, and nothing else can while no question waits for its answer.

And a server's process works as politely as the program that asks it: half of what a worker does is done by PostgreSQL,
which would otherwise take the cores from a page that the worker itself gives way to.
"""

import os
import select
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, with a cheaper look at a connection that was idle, and with manners."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> "psycopg.Connection[Any]":
        """A connection whose process in the server has this process's niceness."""
        connection: psycopg.Connection[Any] = super().get_new_connection(conn_params)
        give_way(connection)
        return connection

    def is_usable(self) -> bool:
        """Whether the connection lives: asked by a query if there is something to read, believed if there is not."""
        if self.connection is None or self.connection.closed:
            return False
        socket = select.poll()
        socket.register(self.connection.fileno(), select.POLLIN)
        return not socket.poll(0) or super().is_usable()


def give_way(connection: "psycopg.Connection[Any]") -> None:
    """Gives the server's process of this connection the niceness of this one, where the server is on this machine.

    Only a child of the very process that listens at the socket is touched: in a container of its own the server has
    other numbers, and one of them may be somebody else's here. Without the right to do it nothing happens.
    """
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    backend = connection.info.backend_pid
    if niceness > 0 and _parent(backend) == _listener(connection) != 0:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, backend, niceness)


def _listener(connection: "psycopg.Connection[Any]") -> int:
    """The process that listens at the other end of a Unix socket; 0 where the system doesn't say."""
    if sys.platform != "linux":
        return 0
    with socket.socket(fileno=os.dup(connection.fileno())) as own:
        if own.family != socket.AF_UNIX:
            return 0
        pid, _, _ = struct.unpack("3i", own.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return int(pid)


def _parent(pid: int) -> int:
    """The process's parent; -1 where there is none to be seen."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("PPid:"):
                return int(line.split()[1])
    return -1
