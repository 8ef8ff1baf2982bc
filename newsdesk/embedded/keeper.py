"""The keeper: a small process that starts servers, restarts one that dies, and ends when nobody uses them.

Users hold a shared lock on the data folder; the kernel lets it go however they end. As soon as the keeper can
have that lock for itself alone, nobody is left, and it stops the servers. They in turn are tied to the keeper's
life. So whoever is killed, nothing stays behind, and a short command that started the servers doesn't take them
away from a site that came to share them.
"""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .folder import DataFolder, Lock
from .identity import Identity, identity
from .servers import Postgres, Server, Valkey
from .words import StartError

START_TIMEOUT_S = 60.0  # recovery after a crash may have to read much of the log again
STOP_TIMEOUT_S = 20.0
POLL_S = 0.1
BACKOFF_MAX_S = 5.0


@dataclass(frozen=True)
class Order:
    """What a keeper is asked to run; travels as JSON on its command line."""

    data: str
    names: tuple[str, ...]
    fast: bool = False
    discard: bool = False  # the data folder is removed at the end: for tests
    tcp_ports: tuple[int, int] | None = None  # PostgreSQL's and Valkey's
    who: str = ""  # an Identity; empty: the one that works

    def servers(self) -> list[Server]:
        """The servers asked for."""
        data = DataFolder(Path(self.data))
        ports = self.tcp_ports or (None, None)
        made: list[Server] = []
        if "postgres" in self.names:
            who = Identity(self.who) if self.who else identity()
            made.append(Postgres(data, who, fast=self.fast, tcp_port=ports[0]))
        if "valkey" in self.names:
            made.append(Valkey(data, tcp_port=ports[1]))
        return made


class Watched:
    """A server and its process, started again when it dies."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.child: subprocess.Popen[bytes] | None = None
        self._backoff_s = 0.1
        self._not_before = 0.0

    def start(self) -> None:
        """Starts it and waits until it answers; StartError with its last words if it doesn't."""
        self.server.make_ready()
        began = time.monotonic()
        while not self._comes_up(began + START_TIMEOUT_S):
            if time.monotonic() > began + self.server.retry_s:
                raise StartError(f"{self.server.name} did not start. Its last words:\n{self._last_words()}")
            time.sleep(0.3)
        self.server.finish()

    def look_after(self) -> None:
        """Starts it again, not too often, when it is gone."""
        if self.child is None or self.child.poll() is None or time.monotonic() < self._not_before:
            return
        print(f"{self.server.name} ended with {self.child.returncode}; starting it again", file=sys.stderr, flush=True)
        self._not_before = time.monotonic() + self._backoff_s
        self._backoff_s = min(self._backoff_s * 2, BACKOFF_MAX_S)
        self.server.make_ready()
        self.child = self.server.start()

    def ask_to_stop(self) -> None:
        """Sends the signal that ends it cleanly."""
        if self.child is not None and self.child.poll() is None:
            self.child.send_signal(self.server.stop_signal)

    def wait(self) -> None:
        """Waits for its end; after a while insists."""
        if self.child is None:
            return
        try:
            self.child.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def _comes_up(self, until: float) -> bool:
        self.child = self.server.start()
        while self.child.poll() is None and time.monotonic() < until:
            if self.server.answers(self.child.pid):
                return True
            time.sleep(0.02)
        return False

    def _last_words(self) -> str:
        with self.server.data.log(self.server.name) as log:
            return "\n".join(Path(log.name).read_text(errors="replace").splitlines()[-5:])


def keep(order: Order, *, until_signal: bool = False) -> None:
    """Runs the servers until nobody uses them, or until a signal.

    until_signal: only a signal ends it; for `python -m newsdesk.embedded serve`, whose user is a person.
    """
    stopping = _Signals()
    data = DataFolder(Path(order.data))
    locks = [_only_keeper(data, name) for name in order.names]
    users = data.lock("users")
    watched = [Watched(server) for server in order.servers()]
    try:
        for each in watched:
            each.start()
        _say({"ready": True})
        while not stopping.asked and (until_signal or not users.take()):
            for each in watched:
                each.look_after()
            time.sleep(POLL_S)
    finally:
        for each in watched:
            each.ask_to_stop()
        for each in watched:
            each.wait()
        if order.discard:
            shutil.rmtree(data.path, ignore_errors=True)
            shutil.rmtree(data.sockets, ignore_errors=True)
        for lock in [*locks, users]:
            lock.release()


def main() -> None:
    """Runs the order on the command line; answers with one line of JSON: ready, or why not."""
    try:
        keep(Order(**json.loads(sys.argv[1])))
    except StartError as error:
        _say({"error": str(error)})
        sys.exit(1)
    except OSError as error:
        _say({"error": f"The embedded servers can't be started: {error}."})
        sys.exit(1)


def free_port() -> int:
    """A TCP port of this machine that is free at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Signals:
    """Whether somebody asked the keeper to end."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: object) -> None:
        self.asked = True


def _only_keeper(data: DataFolder, name: str) -> Lock:
    lock = data.lock(f"keeper-{name}")
    if not lock.wait(STOP_TIMEOUT_S):
        raise StartError(f"Another process keeps {name} in {data.path}.")
    return lock


def _say(answer: dict[str, object]) -> None:
    with suppress(BrokenPipeError):  # who asked may be gone; then the loop finds that nobody uses us
        print(json.dumps(answer), flush=True)
