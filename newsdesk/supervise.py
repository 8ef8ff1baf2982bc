"""Children of one supervisor: started, started again when they die, ended together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.embedded.folder import DataFolder
from newsdesk.embedded.identity import Identity, child_setup

ROOT = Path(__file__).resolve().parent.parent
BACKOFF_S = 1.0
BACKOFF_MAX_S = 30.0
WORKER_NICENESS = "10"
STEADY_S = 60.0  # after that long a death is a new trouble, not the old one
# Ending: time for requests and short tasks, then for a quick end, then none. Lost tasks come back by the reaper.
GRACE_S = 2.5
QUICK_S = 1.0


@dataclass
class Child:
    """One program, its log, and how it is doing.

    quick_end: the signal for an end without waiting for work; it is also sent when the supervisor is killed.
    """

    name: str
    command: Sequence[str]
    quick_end: signal.Signals
    running: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    backoff_s: float = field(default=BACKOFF_S)

    def start(self, data: DataFolder) -> None:
        """Starts it in a process group of its own, so Ctrl-C reaches the supervisor only."""
        with data.log(self.name) as log:
            self.running = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=ROOT,
                process_group=0,
                preexec_fn=child_setup(Identity.SELF, self.quick_end),  # noqa: PLW1509 - takes no lock
            )
        self.started_at = time.monotonic()

    def send(self, number: signal.Signals, *, group: bool = False) -> None:
        """Sends a signal to the program, or to all that it started too."""
        if self.running is None:
            return
        try:
            if group:
                os.killpg(self.running.pid, number)
            elif self.running.poll() is None:
                self.running.send_signal(number)
        except ProcessLookupError:
            self.running.poll()

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.running is not None and self.running.poll() is None


class Children:
    """All children of one supervisor. Start and watch them from the main thread only (see `child_setup`)."""

    def __init__(self, data: DataFolder, say: Callable[[str], object]) -> None:
        self.all: list[Child] = []
        self._data = data
        self._say = say

    def add(self, child: Child) -> None:
        """Starts one more."""
        child.start(self._data)
        self.all.append(child)

    def look_after(self) -> None:
        """Starts again, with growing pauses, whoever has died."""
        now = time.monotonic()
        for child in self.all:
            if child.is_alive or child.running is None:
                if child.running is None and now >= child.start_again_at:
                    child.start(self._data)
                continue
            self._has_died(child, now)

    def stop(self) -> None:
        """Ends all within about four seconds: asks, then insists, then kills."""
        for child in self.all:
            child.send(signal.SIGTERM)
        if not self._all_gone(GRACE_S):
            for child in self.all:
                child.send(child.quick_end)
            self._all_gone(QUICK_S)
        for child in self.all:
            child.send(signal.SIGKILL, group=True)
        self._all_gone(QUICK_S)

    def _has_died(self, child: Child, now: float) -> None:
        assert child.running is not None
        code = child.running.returncode
        child.send(signal.SIGKILL, group=True)  # a worker's pool may survive it for the length of a task
        child.backoff_s = BACKOFF_S if now - child.started_at > STEADY_S else min(child.backoff_s * 2, BACKOFF_MAX_S)
        child.start_again_at = now + child.backoff_s
        child.running = None
        how = f"was killed by signal {-code}" if code < 0 else f"ended with {code}"
        log = self._data.logs / f"{child.name}.log"
        self._say(f"{child.name} {how}; starting it again in {child.backoff_s:.0f} s. Its log: {log}")

    def _all_gone(self, timeout_s: float) -> bool:
        until = time.monotonic() + timeout_s
        while any(child.is_alive for child in self.all):
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True


def site(port: int, data: Path, lanes: int = 1) -> list[Child]:
    """The processes of one newsdesk on a small machine: web, the queues' workers, the beat.

    Sized for two cores: fetching waits, so four at once; annotating and clustering compute, so one each, and
    clustering must be one in a lane anyhow. Mail has a worker of its own: a long run of it must not keep counting
    waiting. lanes: how many writers of stories there are.
    """
    further = [f"cluster-{number}" for number in range(1, lanes)]
    return [
        Child("web", _gunicorn(port), signal.SIGQUIT),
        Child("fetch", _worker("fetch", "fetch", 4), signal.SIGQUIT),
        Child("annotate", _worker("annotate", "annotate", 1), signal.SIGQUIT),
        Child("cluster", _worker("cluster", "cluster", 1), signal.SIGQUIT),
        *(Child(queue, _worker(queue, queue, 1), signal.SIGQUIT) for queue in further),
        Child("default", _worker("default", "default", 1), signal.SIGQUIT),
        Child("digest", _worker("digest", "digest", 1), signal.SIGQUIT),
        Child("beat", _beat(data), signal.SIGTERM),
    ]


def _gunicorn(port: int) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "newsdesk.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    # --preload: the site is loaded once, and its two processes share that memory.
    command += ["--preload", "-k", "gthread", "-w", "2", "--threads", "4"]
    return [*command, "--graceful-timeout", "2", "--log-level", "warning"]


def _worker(name: str, queues: str, concurrency: int) -> list[str]:
    # Readers come first: a page waits for no article when both want a core.
    command = ["nice", "-n", WORKER_NICENESS, sys.executable, "-m", "celery", "-A", "newsdesk", "worker"]
    command += ["-n", f"{name}@newsdesk", "-Q", queues]
    # The three chatter features serve clusters of many workers and cost the broker's time.
    chatter = ["--without-mingle", "--without-gossip", "--without-heartbeat"]
    return [*command, "-c", str(concurrency), "-l", "INFO", *chatter]


def _beat(data: Path) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "newsdesk", "beat", "-s", str(data / "beat-schedule"), "--pidfile="]
