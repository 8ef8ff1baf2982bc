"""The one HTTP client, and the only place that opens sockets.

Every connection is resolved once, each resolved address is asked of the guard, and the checked address itself is
dialled, so a name can't change its answer in between. One deadline covers a whole fetch, redirects included.
"""

from __future__ import annotations

import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urljoin

import certifi
import httpcore

from stories.net import answers
from stories.net.answers import Fetched, FetchError, FetchPolicy
from stories.net.decoding import ACCEPT_ENCODING, decoder
from stories.net.guard import GuardError, Target, refusal, target_of

CONNECT_S = 5.0  # for one address, so that a dead first one leaves time for the next
MAX_ADDRESSES = 4
MAX_HEAD_BYTES = 256_000  # status lines, headers and 1xx answers before a body; h11 itself caps one head at 100 kB
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


class _Client:
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

    def ask(self, target: Target, headers: dict[str, str]) -> httpcore.Response:
        """The head of the answer to a GET; a kept connection that the site has closed meanwhile is dialled anew."""
        pairs = [(name.encode(), value.encode("latin-1", "ignore")) for name, value in headers.items()]
        request = httpcore.Request("GET", target.url, headers=pairs)
        dials = self.dialler.dials
        try:
            return self.pool.handle_request(request)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
            if self.dialler.dials > dials:
                raise
        self.pool.close()
        return self.pool.handle_request(request)


def _tls() -> ssl.SSLContext:
    """Verified TLS 1.2 or later, by certifi's roots; made once, as loading them costs 20 ms."""
    if not hasattr(_shared, "tls"):
        _shared.tls = ssl.create_default_context(cafile=certifi.where())
        _shared.tls.minimum_version = ssl.TLSVersion.TLSv1_2
    context: ssl.SSLContext = _shared.tls
    return context


_shared = threading.local()
_MAX_CLIENTS = 8


def _client(doors: Doors, allowed_hosts: frozenset[str]) -> _Client:
    """This thread's client; a forked child never uses its parent's sockets."""
    clients: dict[object, _Client] = _shared.__dict__.setdefault("clients", {})
    key = (os.getpid(), doors, allowed_hosts)
    if key not in clients:
        if len(clients) >= _MAX_CLIENTS:
            clients.clear()
        clients[key] = _Client(doors, allowed_hosts)
    return clients[key]


def fetch(
    url: str,
    *,
    policy: FetchPolicy,
    now: datetime,
    etag: str = "",
    last_modified: str = "",
    doors: Doors = DOORS,
) -> Fetched:
    """What the site answers, after its redirects, with any status; the body only for a 200.

    etag, last_modified: what it said last time; an unchanged document then comes back as not_modified. Raises
    FetchError with a kind and words when there is no answer, or one past the policy's bounds.
    """
    budget = Budget(time.monotonic() + policy.total_deadline_s, MAX_HEAD_BYTES)
    client = _client(doors, policy.allowed_hosts)
    client.dialler.budget = budget
    headers = {"User-Agent": policy.user_agent, "Accept": policy.accept, "Accept-Encoding": ACCEPT_ENCODING}
    headers |= {"If-None-Match": answers.validator(etag)} if answers.validator(etag) else {}
    headers |= {"If-Modified-Since": answers.validator(last_modified)} if answers.validator(last_modified) else {}
    with _translated():
        return _followed(client, url, headers, policy, now)


def _followed(client: _Client, url: str, headers: dict[str, str], policy: FetchPolicy, now: datetime) -> Fetched:
    hops: list[str] = []
    permanent = 0
    cookies: dict[str, dict[str, str]] = {}  # by host, for this fetch alone
    asked: set[tuple[str, str]] = set()
    while True:
        target = target_of(url, policy.allowed_hosts)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.get(target.host, {}).items())
        if len(hops) > policy.max_redirects or (target.url, cookie) in asked:
            raise FetchError("redirect_loop")
        asked.add((target.url, cookie))
        sent = {"Host": target.netloc, **headers, **({"Cookie": cookie} if cookie else {})}
        with closing(client.ask(target, sent)) as response:
            location = answers.location(response.headers) if response.status in answers.REDIRECTS else ""
            if not location:
                answer = _answer(response, target, client.dialler.budget, policy, now)
                return replace(answer, hops=tuple(hops), permanent_hops=permanent)
            answers.remember(cookies.setdefault(target.host, {}), response.headers)
        permanent += response.status in answers.PERMANENT and permanent == len(hops)
        url = urljoin(target.url, location)
        hops.append(url)


def _answer(response: httpcore.Response, target: Target, budget: Budget, policy: FetchPolicy, now: datetime) -> Fetched:
    """The answer with its body, if a 200; bodies of others, redirects above all, are never read or decoded."""
    answer = answers.answer(response.status, target.url, response.headers, now)
    if response.status != 200:
        return answer
    answers.refuse_by_length(response.headers, policy.max_bytes)
    budget.bytes_left = policy.max_bytes + MAX_HEAD_BYTES
    engine = decoder(answers.first(response.headers, b"content-encoding"), policy.max_bytes)
    return replace(answer, body=b"".join(engine.feed(piece) for piece in response.iter_stream()))


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever goes wrong below as a FetchError."""
    try:
        yield
    except GuardError as error:
        raise FetchError(error.kind, error.words) from error
    except httpcore.TimeoutException as error:
        raise FetchError("timeout") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError("bad_response") from error
    except (httpcore.NetworkError, OSError) as error:
        raise FetchError("connection") from error
