"""The data folder: its parts, and the locks that keep two starts from meeting."""

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .identity import NOBODY
from .words import StartError

LONGEST_SOCKET = 100  # sun_path holds 108 bytes on Linux, 104 on macOS
LARGEST_LOG = 10_000_000  # bytes; a longer log is put aside as .1 at the next start


@dataclass(frozen=True)
class DataFolder:
    """Where everything of one newsdesk lives; two folders never meet."""

    path: Path

    def make(self) -> None:
        """Makes the folder and its parts; StartError says in words why it can't be used."""
        try:
            for part in (self.path, self.locks, self.logs):
                part.mkdir(parents=True, exist_ok=True)
            probe = self.locks / f"probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except (FileExistsError, NotADirectoryError) as error:
            raise StartError(
                f"The data folder {self.path} can't be used: there is a file in its place ({error.filename}). "
                "Move the file away, or name another folder with NEWSDESK_DATA=/some/folder."
            ) from error
        except OSError as error:
            raise StartError(
                f"The data folder {self.path} can't be written: {error.strerror}. "
                "Make it writable for this user, or name another folder with NEWSDESK_DATA=/some/folder."
            ) from error

    @property
    def locks(self) -> Path:
        """The folder of lock files."""
        return self.path / "locks"

    @property
    def logs(self) -> Path:
        """The folder of log files."""
        return self.path / "logs"

    @property
    def sockets(self) -> Path:
        """The folder of sockets: in the data folder, or a short one under the system's temporary folder."""
        inside = self.path / "run"
        if len(os.fsencode(inside / ".s.PGSQL.65535.lock")) <= LONGEST_SOCKET:
            return inside
        name = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:10]
        return Path(tempfile.gettempdir()) / f"newsdesk-{os.geteuid()}-{name}"

    def make_sockets(self, uid: int) -> Path:
        """The socket folder, made for `uid` alone; StartError if somebody else's folder has its name."""
        folder = self.sockets
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        if status.st_uid not in self._ours(uid) or folder.is_symlink() or not folder.is_dir():
            raise StartError(f"The socket folder {folder} belongs to somebody else. Remove it, or set TMPDIR.")
        folder.chmod(0o700)
        if status.st_uid != uid:
            os.chown(folder, uid, uid)
        return folder

    def _ours(self, uid: int) -> set[int]:
        """Who may own the socket folder; as root an earlier start may have run PostgreSQL as nobody."""
        return {uid, os.geteuid(), *([NOBODY] if os.geteuid() == 0 else [])}

    def log(self, name: str) -> IO[bytes]:
        """An open log file to append to; one that has grown large is put aside first."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab")

    def lock(self, name: str) -> "Lock":
        """A lock of this folder, not yet taken."""
        return Lock(self.locks / f"{name}.lock")


class Lock:
    """A file lock that the kernel lets go when its process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+")
        self.path = path

    @property
    def closed(self) -> bool:
        """Whether it was let go for good."""
        return self._file.closed

    def take(self, *, shared: bool = False) -> bool:
        """Whether the lock could be taken (or changed to the other kind) without waiting."""
        try:
            fcntl.flock(self._file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait(self, timeout_s: float, *, shared: bool = False) -> bool:
        """Whether the lock could be taken within the time."""
        until = time.monotonic() + timeout_s
        while not self.take(shared=shared):
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    def write(self, text: str) -> None:
        """Leaves a note for those who find the lock taken."""
        self._file.truncate(0)
        self._file.write(text)
        self._file.flush()

    def release(self) -> None:
        """Lets go; the file stays, for removing it would let two hold it."""
        self._file.close()


@contextmanager
def held(lock: Lock, timeout_s: float) -> Iterator[bool]:
    """Whether the lock was taken within the time; let go at the end."""
    try:
        yield lock.wait(timeout_s)
    finally:
        lock.release()
