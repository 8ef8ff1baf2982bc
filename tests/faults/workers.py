"""Real workers over the test's own database and broker: started, killed, ended with all that they started."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from newsdesk.embedded.identity import Identity, child_setup
from tests.embedded.programs import ROOT

QUEUES = {"fetch": "fetch", "annotate": "annotate", "cluster": "cluster", "default": "default", "digest": "digest"}


def environment(**more: str) -> dict[str, str]:
    """This process's environment with the test database's address in place of the installation's."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    path = f"/{connection.settings_dict['NAME']}"
    address = urlunsplit(parts._replace(path=path))
    if not parts.netloc.rpartition("@")[2]:  # urlunsplit drops an empty host's slashes
        address = f"{parts.scheme}://{parts.netloc}{path}?{parts.query}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return kept | {"DATABASE_URL": address, "LOG_LEVEL": "INFO"} | more


class Workers:
    """One worker per queue as `up` starts them; the one of the default queue has the beat in it."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._folder, self._environ = folder, dict(environ)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, *names: str) -> None:
        """Start these workers; they are ready some seconds later."""
        for name in names:
            with (self._folder / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    self._command(name),
                    cwd=ROOT,
                    env=self._environ,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    process_group=0,
                    preexec_fn=child_setup(Identity.SELF, signal.SIGQUIT),  # noqa: PLW1509 - takes no lock
                )

    def _command(self, name: str) -> list[str]:
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "newsdesk",
            "worker",
            "-n",
            f"{name}@faults",
            "-Q",
            QUEUES[name],
        ]
        command += ["-c", "2" if name == "fetch" else "1", "-l", "INFO"]
        command += ["--without-mingle", "--without-gossip", "--without-heartbeat"]
        return command + (["-B", "-s", str(self._folder / "beat"), "--pidfile="] if name == "default" else [])

    def kill(self, name: str) -> None:
        """kill -9 of a worker and of its pool, with whatever they had in hand."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_child(self, name: str) -> None:
        """kill -9 of the process that does a worker's tasks; the worker starts another and gives it the task again."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        parent = self._running[name].pid
        for pid, ppid in (map(int, line.split()) for line in listed.splitlines()):
            if ppid == parent:
                os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> None:
        """End every worker."""
        for name in list(self._running):
            self.kill(name)

    def said(self) -> str:
        """The ends of their logs, for a test that failed."""
        logs = sorted(self._folder.glob("*.log"))
        return "\n".join(f"== {log.stem}\n{log.read_text('utf-8', 'replace')[-1500:]}" for log in logs)
