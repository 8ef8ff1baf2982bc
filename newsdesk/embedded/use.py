"""Using the embedded servers: joining those that run, else having a keeper start them."""

import atexit
import dataclasses
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from .folder import DataFolder, Lock, held
from .identity import Identity
from .keeper import START_TIMEOUT_S, STOP_TIMEOUT_S, Order
from .servers import DATABASE, SOCKET_NUMBER
from .words import StartError

ROOT = Path(__file__).resolve().parents[2]
NEEDS_NO_ROWS = frozenset(
    {"build_model", "check", "collectstatic", "compilemessages", "diffsettings", "evaluate", "findstatic"}
    | {"help", "makemessages", "makemigrations", "messages", "startapp", "startproject", "version"}
    | {"--help", "--version", "-h"}
)
_PREPARED: list[tuple["Use", list[str]]] = []
# Relative imports let the keeper run without importing newsdesk/__init__, which loads Celery: 9 MB, not 34.
_KEEPER = f"import sys; sys.path.insert(0, {str(ROOT / 'newsdesk')!r}); from embedded.keeper import main; main()"


class Use:
    """A use of the embedded servers, from `ensure` until `stop` or the end of the process."""

    def __init__(self, data: DataFolder, users: Lock) -> None:
        self.environment: dict[str, str] = {}
        self.data = data
        self.keeper: subprocess.Popen[bytes] | None = None  # set if this use had to start servers
        self._users = users

    def add(self, name: str) -> None:
        """Notes a running server's addresses."""
        sockets = self.data.sockets
        if name == "postgres":
            place = f"host={quote(str(sockets))}&port={SOCKET_NUMBER}"
            self.environment["DATABASE_URL"] = f"postgresql://postgres@/{DATABASE}?{place}"
        else:
            self.environment["REDIS_URL"] = f"unix://{sockets}/valkey.sock"
            self.environment["CELERY_BROKER_URL"] = f"redis+socket://{sockets}/valkey.sock"

    def stop(self) -> None:
        """Ends the use. If nobody else uses the servers, they are stopped when this returns. Safe to repeat."""
        if self._users.closed:
            return
        alone = self._users.take()
        self._users.release()
        if alone and self.keeper is not None:
            with suppress(subprocess.TimeoutExpired):  # somebody came to use them in the meantime
                self.keeper.wait(STOP_TIMEOUT_S + 2)


def ensure(
    data: Path, names: Sequence[str] = ("postgres", "valkey"), *, fast: bool = False, discard: bool = False
) -> Use:
    """A use of the servers named, started if they don't run over this data folder; StartError says why not.

    fast: without fsync, for tests. discard: the folder is removed when the servers are stopped. Both count only
    for servers that are not running yet. The servers outlive neither their users nor a kill -9 of any of them.
    """
    if sys.platform == "win32":
        raise StartError("The embedded servers need Linux or macOS: use WSL2, or set DATABASE_URL and REDIS_URL.")
    folder = DataFolder(data.resolve())
    folder.make()
    users = folder.lock("users")
    if not users.wait(STOP_TIMEOUT_S + 5, shared=True):
        raise StartError(f"The servers in {folder.path} are being stopped and don't end; see {folder.logs}.")
    use = Use(folder, users)
    with held(folder.lock("start"), START_TIMEOUT_S * 2) as taken:
        if not taken:
            raise StartError(f"Another start over {folder.path} doesn't come to an end; see {folder.logs}.")
        missing = tuple(name for name in names if not _join(folder, name))
        if missing:
            use.keeper = _start_keeper(folder, Order(str(folder.path), missing, fast=fast, discard=discard))
    for name in names:
        use.add(name)
    return use


def prepare(argv: Sequence[str]) -> None:
    """Gives manage.py its servers: sets DATABASE_URL, REDIS_URL and CELERY_BROKER_URL where they are not set.

    For commands that need rows only. Ends the process with clear words when the servers can't run. A server whose
    address is set is not started. The use ends with the process.
    """
    _read_env_file()
    data = Path(os.environ.get("NEWSDESK_DATA") or ROOT / ".data").resolve()
    os.environ["NEWSDESK_DATA"] = str(data)
    command = argv[1] if len(argv) > 1 else "help"
    missing = [n for n, key in (("postgres", "DATABASE_URL"), ("valkey", "REDIS_URL")) if not os.environ.get(key)]
    if command in NEEDS_NO_ROWS or {"--help", "-h"} & set(argv) or not missing:
        return
    try:
        use = ensure(data, missing)
    except StartError as error:
        sys.exit(f"newsdesk can't start its servers.\n{error}")
    for name, value in use.environment.items():
        os.environ[name] = os.environ.get(name) or value
    _PREPARED.append((use, missing))
    atexit.register(use.stop)


def revive() -> bool:
    """Whether servers that `prepare` started were gone with their keeper, and have been started again.

    A server alone that dies is the keeper's business; this is for a kill -9 of the keeper. The addresses stay.
    """
    for use, names in _PREPARED:
        if all(_is_kept(use.data, name) for name in names):
            return False
        again = ensure(use.data.path, names)
        use.keeper = again.keeper or use.keeper
        again.keeper = None
        again.stop()
        return True
    return False


def _join(folder: DataFolder, name: str) -> bool:
    """Whether a keeper has this server ready; waits for one that is starting it."""
    until = time.monotonic() + START_TIMEOUT_S
    [server] = Order(str(folder.path), (name,), who=Identity.SELF).servers()
    while _is_kept(folder, name):
        if server.answers():
            return True
        if time.monotonic() > until:
            raise StartError(f"{name} in {folder.path} runs but doesn't answer; see {folder.logs}.")
        time.sleep(0.05)
    return False


def _start_keeper(folder: DataFolder, order: Order) -> "subprocess.Popen[bytes]":
    """The new keeper, once its servers are ready."""
    with folder.log("keeper") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-c", _KEEPER, json.dumps(dataclasses.asdict(order))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=ROOT,
            start_new_session=True,  # Ctrl-C is for its users
        )
    assert keeper.stdout is not None
    answer = json.loads(keeper.stdout.readline() or "{}")
    keeper.stdout.close()
    if "ready" not in answer:
        keeper.wait()
        raise StartError(str(answer.get("error", f"The keeper ended without a word; see {folder.logs / 'keeper.log'}")))
    return keeper


def _is_kept(folder: DataFolder, name: str) -> bool:
    with held(folder.lock(f"keeper-{name}"), 0.0) as free:
        return not free


def _read_env_file() -> None:
    """Settings read .env too; the addresses in it must be known before."""
    if (ROOT / ".env").exists():
        import environ

        environ.Env.read_env(ROOT / ".env")
