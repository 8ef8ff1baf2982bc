"""Where our copies of lead pictures are kept: a folder with a cap, from which the longest unseen go first.

A file per picture and width; an empty `.no` file remembers that an address brought nothing. A file's time of change is
when it was last asked for.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from stories.net.pictures import size_of

FAILED_FOR_S: Final = 3600
SEEN_STEP_S: Final = 3600  # a picture that many look at is not touched at every look
SHRINK_TO_SHARE: Final = 0.9  # so that not every new picture has to look for one to drop
LOCKS: Final = 256
TRY_EVERY_S: Final = 0.05


def folder() -> Path:
    """The folder of this installation."""
    return Path(settings.DATA_DIR) / "pictures"


def kept(address: str, width: int, now: datetime) -> bytes | None:
    """Our copy, None where there is none; noted as seen."""
    path = _path(address, f"{width}.webp")
    try:
        body = path.read_bytes()
        if now.timestamp() - path.stat().st_mtime > SEEN_STEP_S:
            _touch(path, now)
    except OSError:
        return None
    return body


def shape(address: str, width: int) -> tuple[int, int] | None:
    """Width and height of our copy; None where there is none."""
    try:
        with _path(address, f"{width}.webp").open("rb") as file:
            return size_of(file.read(30))
    except OSError:
        return None


def keep(address: str, pictures: Mapping[int, bytes], now: datetime) -> None:
    """Put the copies by width into the folder, whole or not at all; then keep the folder under its cap."""
    for width, body in pictures.items():
        _write(_path(address, f"{width}.webp"), body, now)
    _path(address, "no").unlink(missing_ok=True)
    shrink(settings.PICTURES_CAP_MB * 1_000_000)


def fail(address: str, now: datetime) -> None:
    """Remember for a while that the address brings no picture."""
    _write(_path(address, "no"), b"", now)


def failed_lately(address: str, now: datetime) -> bool:
    """Whether the address brought nothing within the last FAILED_FOR_S."""
    try:
        return abs(now.timestamp() - _path(address, "no").stat().st_mtime) < FAILED_FOR_S
    except OSError:
        return False


def shrink(cap_bytes: int) -> None:
    """Where the folder holds more than its cap, drop what was not asked for the longest until well below it."""
    found = []
    for path in folder().glob("??/*"):
        with suppress(OSError):  # another process drops too
            stat = path.stat()
            found.append((stat.st_mtime, stat.st_size, path))
    total = sum(size for _, size, _ in found)
    if total <= cap_bytes:
        return
    for _, size, path in sorted(found):
        path.unlink(missing_ok=True)
        total -= size
        if total <= cap_bytes * SHRINK_TO_SHARE:
            return


@contextmanager
def alone(address: str, wait_s: float) -> Iterator[bool]:
    """True where no other thread or process is fetching this address; waits so long for one, then False.

    Addresses share a fixed number of locks, so the folder doesn't fill with them.
    """
    path = folder() / "locks" / str(int(_key(address), 16) % LOCKS)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        for _ in range(max(1, int(wait_s / TRY_EVERY_S))):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(TRY_EVERY_S)
            else:
                yield True  # closing the file frees the lock
                return
    yield False


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def _path(address: str, ending: str) -> Path:
    key = _key(address)
    return folder() / key[:2] / f"{key}.{ending}"


def _write(path: Path, body: bytes, now: datetime) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(body)
    _touch(part, now)
    part.replace(path)


def _touch(path: Path, now: datetime) -> None:
    os.utime(path, (now.timestamp(), now.timestamp()))
