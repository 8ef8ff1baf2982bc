"""A hostile web server on loopback: raw sockets, a fault for every path, and a record of what reached it."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import contextmanager, suppress

import httpcore

from stories.net.connections import Doors, connect

PUBLIC = "93.184.216.34"  # stands for any public address; the doors below lead it to the origin
PAGE = b"<html><body><p>Hello from the origin.</p></body></html>"

Answer = Callable[[socket.socket, str], None]


def plain(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """An answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def says(raw: bytes) -> Answer:
    """An answer that is always this."""
    return lambda conn, head: conn.sendall(raw)


def redirect(location: str, status: str = "302 Found", body: bytes = b"", *headers: str) -> Answer:
    """A redirect to there."""
    return says(plain(body, f"Location: {location}", *headers, status=status))


def drip(raw: bytes, pause_s: float = 0.05) -> Answer:
    """The bytes one by one, so that no single read is ever slow."""

    def act(conn: socket.socket, head: str) -> None:
        for place in range(len(raw)):
            conn.sendall(raw[place : place + 1])
            time.sleep(pause_s)

    return act


def silence(conn: socket.socket, head: str) -> None:
    """Accept, read and never answer."""
    time.sleep(30)


def endless(chunked: bool = False) -> Answer:
    """A body that never ends."""

    def act(conn: socket.socket, head: str) -> None:
        how = "Transfer-Encoding: chunked" if chunked else "Connection: close"
        conn.sendall(f"HTTP/1.1 200 OK\r\n{how}\r\n\r\n".encode())
        piece = b"x" * 65_536
        piece = f"{len(piece):x}\r\n".encode() + piece + b"\r\n" if chunked else piece
        for _ in range(100_000):
            conn.sendall(piece)

    return act


def flood_of_headers(conn: socket.socket, head: str) -> None:
    """Ten thousand headers."""
    conn.sendall(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 40) for n in range(10_000)) + b"\r\n")


def flood_of_continues(conn: socket.socket, head: str) -> None:
    """Interim answers without an end."""
    for _ in range(100_000):
        conn.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def bomb() -> bytes:
    """A hundred megabytes of zeros as a hundred kilobytes of gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(100)) + packer.flush()


class Origin:
    """The server: `routes` map a path to what it answers; `heads` and `bodies` are the requests it read."""

    def __init__(self) -> None:
        self.routes: dict[str, Answer] = {"/": says(plain(PAGE, "Content-Type: text/html; charset=utf-8"))}
        self.heads: list[str] = []
        self.bodies: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                conn, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(conn,), daemon=True).start()

    def _serve(self, conn: socket.socket) -> None:
        with suppress(OSError), conn:
            while read := self._head(conn):
                head, begun = read
                self.heads.append(head)
                self.bodies.append(self._body(conn, head, begun))
                path = head.split(" ", 2)[1]
                self.routes.get(path, says(plain(b"no", status="404 Not Found")))(conn, head)
                if "Connection: close" in head or path != "/":
                    return

    @staticmethod
    def _head(conn: socket.socket) -> tuple[str, bytes] | None:
        raw = b""
        while b"\r\n\r\n" not in raw:
            piece = conn.recv(65_536)
            if not piece:
                return None
            raw += piece
        head, _, begun = raw.partition(b"\r\n\r\n")
        return (head + b"\r\n\r\n").decode("latin-1"), begun

    @staticmethod
    def _body(conn: socket.socket, head: str, begun: bytes) -> bytes:
        length = int(head.lower().partition("content-length:")[2].split("\r\n", 1)[0] or 0)
        body = begun
        while len(body) < length and (piece := conn.recv(65_536)):
            body += piece
        return body

    def close(self) -> None:
        """Stop listening."""
        self.listener.close()


class World:
    """A small internet: names with their addresses, every public address leading to the origin, and a record.

    names: name -> the answers of the resolver, one list a look-up, the last one for all later ones.
    """

    def __init__(self, origin: Origin, names: dict[str, list[list[str]]] | None = None) -> None:
        self.origin, self.names = origin, names or {}
        self.looked_up: list[str] = []
        self.connects: list[tuple[str, int]] = []
        self.doors = Doors(self.resolve, self.connect)

    def resolve(self, host: str, port: int) -> list[str]:
        """The next answer for the name."""
        self.looked_up.append(host)
        if host not in self.names:
            if host.endswith(".example"):
                return [PUBLIC]
            raise OSError("no such name")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
        """Noted, then led to the origin whatever the address was."""
        self.connects.append((address, port))
        return connect("127.0.0.1", self.origin.port, timeout_s)


@contextmanager
def origin_running():
    """An origin for the length of a test."""
    origin = Origin()
    try:
        yield origin
    finally:
        origin.close()


def gzipped(body: bytes) -> bytes:
    """The body as gzip."""
    return gzip.compress(body, mtime=0)  # the same bytes in every process: xdist compares test names
