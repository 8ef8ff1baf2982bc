"""How the HTTP client reaches a host, and the only place that opens sockets.

Every connection is resolved once, each resolved address is asked of the guard, and the checked address itself is
dialled, so a name can't change its answer in between.
"""

from __future__ import annotations

import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import certifi
import httpcore

from stories.net.answers import FetchError
from stories.net.guard import Target, refusal

CONNECT_S = 5.0  # for one address, so that a dead first one leaves time for the next
MAX_ADDRESSES = 4
IDLE_S = 15.0
MAX_IDLE = 20

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], httpcore.NetworkStream]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, in the system's order; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
    """A TCP connection to an IP address."""
    options = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout_s, socket_options=options)


@dataclass(frozen=True)
class Doors:
    """Where names are looked up and sockets opened; tests pass their own."""

    resolve: Resolve = resolve
    connect: Connect = connect


DOORS = Doors()


@dataclass
class Budget:
    """What is left of one fetch: seconds until the deadline, bytes off the wire."""

    deadline: float
    bytes_left: int

    def seconds(self, at_most: float | None = None) -> float:
        """The seconds left (at most so many); raises FetchError timeout when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchError("timeout")
        return left if at_most is None else min(left, at_most)

    def spend(self, count: int) -> None:
        """Count bytes read; raises FetchError too_large past the allowance."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise FetchError("too_large")


class _Stream(httpcore.NetworkStream):
    """A connection whose every read and write is bounded by what is left of the fetch that uses it now."""

    def __init__(self, inner: httpcore.NetworkStream, dialler: _Dialler) -> None:
        self.inner, self.dialler = inner, dialler

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece = self.inner.read(max_bytes, self.dialler.budget.seconds(timeout))
        self.dialler.budget.spend(len(piece))
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self.dialler.budget.seconds(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            inner = self.inner.start_tls(ssl_context, server_hostname, self.dialler.budget.seconds(timeout))
        except (httpcore.ConnectError, ssl.SSLError) as error:
            raise FetchError("tls") from error
        return _Stream(inner, self.dialler)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class _Dialler(httpcore.NetworkBackend):
    """Resolves once, asks the guard about every address, dials a checked one. Used by one thread."""

    def __init__(self, doors: Doors, allowed_hosts: frozenset[str]) -> None:
        self.doors, self.allowed_hosts = doors, allowed_hosts
        self.budget = Budget(0.0, 0)
        self.dials = 0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the budget bounds it
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        self.dials += 1
        exempt = Target("http", host.strip("[]"), port, "/").exempt(self.allowed_hosts)
        found = self._resolved(host.strip("[]"), port)
        addresses = [address for address in found if exempt or refusal(address) is None]
        if not addresses:
            raise FetchError("refused_address" if found else "dns")
        return _Stream(self._first_open(addresses[:MAX_ADDRESSES], port), self)

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        if ":" in host or host.rsplit(".", 1)[-1].isdigit():
            return [host]
        box: SimpleQueue[Sequence[str] | OSError | UnicodeError] = SimpleQueue()

        def look_up() -> None:
            try:
                box.put(self.doors.resolve(host, port))
            except (OSError, UnicodeError) as error:
                box.put(error)

        # getaddrinfo has no timeout of its own: the deadline holds because the wait is here
        threading.Thread(target=look_up, daemon=True, name="look-up").start()
        try:
            answer = box.get(timeout=self.budget.seconds())
        except Empty as error:
            raise FetchError("dns", "The site's name could not be found in time.") from error
        if isinstance(answer, OSError | UnicodeError):
            raise FetchError("dns") from answer
        return answer

    def _first_open(self, addresses: Sequence[str], port: int) -> httpcore.NetworkStream:
        trouble: Exception | None = None
        for address in addresses:
            try:
                return self.doors.connect(address, port, self.budget.seconds(CONNECT_S))
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError) as error:
                trouble = error
        # one kind for refused, unreachable and silent: the words must not tell a port's state
        raise FetchError("connection") from trouble


class Client:
    """A pool of kept-alive connections with its dialler; belongs to one thread, one set of doors and exemptions."""

    def __init__(self, doors: Doors, allowed_hosts: frozenset[str]) -> None:
        self.dialler = _Dialler(doors, allowed_hosts)
        self.pool = httpcore.ConnectionPool(
            ssl_context=_tls(),
            max_connections=MAX_IDLE,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=IDLE_S,
            network_backend=self.dialler,
        )

    def send(self, target: Target, headers: dict[str, str], content: bytes) -> httpcore.Response:
        """The head of the answer to a POST, on a new connection: it is never said twice."""
        self.pool.close()
        return self.pool.handle_request(_request("POST", target, headers, content))

    def ask(self, target: Target, headers: dict[str, str]) -> httpcore.Response:
        """The head of the answer to a GET; a kept connection that the site has closed meanwhile is dialled anew."""
        request = _request("GET", target, headers)
        dials = self.dialler.dials
        try:
            return self.pool.handle_request(request)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
            if self.dialler.dials > dials:
                raise
        self.pool.close()
        return self.pool.handle_request(request)


def _request(method: str, target: Target, headers: dict[str, str], content: bytes | None = None) -> httpcore.Request:
    pairs = [(name.encode(), value.encode("latin-1", "ignore")) for name, value in headers.items()]
    return httpcore.Request(method, target.url, headers=pairs, content=content)


def _tls() -> ssl.SSLContext:
    """Verified TLS 1.2 or later, by certifi's roots; made once, as loading them costs 20 ms."""
    if not hasattr(_shared, "tls"):
        _shared.tls = ssl.create_default_context(cafile=certifi.where())
        _shared.tls.minimum_version = ssl.TLSVersion.TLSv1_2
    context: ssl.SSLContext = _shared.tls
    return context


_shared = threading.local()
_MAX_CLIENTS = 8


def client_of(doors: Doors, allowed_hosts: frozenset[str]) -> Client:
    """This thread's client; a forked child never uses its parent's sockets."""
    clients: dict[object, Client] = _shared.__dict__.setdefault("clients", {})
    key = (os.getpid(), doors, allowed_hosts)
    if key not in clients:
        if len(clients) >= _MAX_CLIENTS:
            clients.clear()
        clients[key] = Client(doors, allowed_hosts)
    return clients[key]
