"""Real programs for the tests of the embedded servers, and a look at what is still running."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOUND_S = 120.0  # far over what is needed: a slow machine must not fail a test

USER = """
import json, sys
from pathlib import Path
from newsdesk import embedded
use = embedded.ensure(Path(sys.argv[1]), fast=bool(sys.argv[2]))
print(json.dumps(use.environment | {"keeper": str(use.keeper and use.keeper.pid)}), flush=True)
sys.stdin.read()
use.stop()
"""


@contextmanager
def user(folder: Path, *, fast: bool = True) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """A process that uses the servers of a folder until its standard input ends, and what it was told."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(folder), "fast" if fast else ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=without_addresses(),
    )
    assert process.stdout is not None
    try:
        yield process, json.loads(process.stdout.readline())
    finally:
        end(process)


def end(process: "subprocess.Popen[str]") -> None:
    """Lets a user end in peace, or notes that it is dead already."""
    if process.poll() is None and process.stdin is not None and not process.stdin.closed:
        process.stdin.close()
    process.wait(BOUND_S)


def without_addresses(**more: str) -> dict[str, str]:
    """The environment without the addresses that this test run itself uses."""
    kept = {name: value for name, value in os.environ.items() if name not in _ADDRESSES}
    return kept | more


def running_over(folder: Path) -> list[int]:
    """Processes that name the folder on their command line or in their environment, or work in it.

    PostgreSQL's children do only the last, gunicorn's and Celery's only the second.
    """
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal() or int(entry.name) == os.getpid():
            continue
        try:
            is_zombie = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
            words = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            place = os.fsencode((entry / "cwd").readlink())
        except OSError:
            continue
        if os.fsencode(folder) in words + place and not is_zombie:
            found.append(int(entry.name))
    return found


def comes_true(question: Callable[[], object]) -> bool:
    """Whether the question is answered yes within the bound; asked again and again."""
    until = time.monotonic() + BOUND_S
    while not question():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


_ADDRESSES = {"DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "PORT"} | {
    name for name in os.environ if name.startswith(("PYTEST_", "PG"))
}
