"""manage.py up: the whole newsdesk in one terminal."""

import errno
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from redis import Redis, RedisError

from newsdesk import embedded
from newsdesk.catalogues import compile_changed
from newsdesk.embedded.folder import DataFolder
from newsdesk.embedded.identity import Identity, child_setup
from newsdesk.supervise import ROOT, Children, site

HOST = "127.0.0.1"
ANSWER_TIMEOUT_S = 60.0
CONNECT_TIMEOUT_S = 10.0
LOOK_EVERY_S = 0.5
MODEL_MARK = "checksums.txt"  # written last; who reads the model checks it against this


class Command(BaseCommand):
    """Runs web, workers and beat until Ctrl-C or SIGTERM, then ends them all."""

    help = "Runs the whole newsdesk: migrates, fills an empty database with the demo, then web, workers and beat."
    requires_system_checks = ()  # `make test` has them; here they cost a second of every start

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--port N, --no-demo."""
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="default: $PORT, else 8000")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Runs until told to end."""
        port = port_number(options["port"])
        data = DataFolder(Path(settings.DATA_DIR))
        _end_like_ctrl_c(signal.SIGTERM, signal.SIGHUP)
        try:
            with _only_one(data, port):
                self._run(data, port, demo=not options["no_demo"])
        except KeyboardInterrupt:
            self.stdout.write("newsdesk has ended.")

    def _run(self, data: DataFolder, port: int, *, demo: bool) -> None:
        must_be_free(port)
        must_answer(settings.REDIS_URL)
        Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # else WhiteNoise warns, though it serves by finders here
        if not (Path(settings.MODEL_DIR) / MODEL_MARK).exists():
            call_command("build_model", stdout=self.stdout, stderr=self.stderr)
        compile_changed()
        if _has_migrations_due():
            self._say("bringing the database up to date")
            call_command("migrate", verbosity=0, interactive=False)
        demo = demo and self._wants_demo(data)
        connections.close_all()
        children = Children(data, self._say)
        try:
            web, *others = site(port, data.path, len(settings.CLUSTER_LANES))
            children.add(web)
            self._wait_for_answer(children, port)  # alone: seven programs loading at once would make a reader wait
            self._introduce(data, port)
            for child in others:
                children.add(child)
            if demo:
                self._load_demo(data, children)
            self._watch(children)
        finally:
            _ignore(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
            children.stop()

    def _watch(self, children: Children) -> None:
        while True:
            if embedded.revive():
                self._say("the embedded servers' keeper was gone; they have been started again")
            children.look_after()
            time.sleep(LOOK_EVERY_S)

    def _wait_for_answer(self, children: Children, port: int) -> None:
        until = time.monotonic() + ANSWER_TIMEOUT_S
        while not _listens(port) and time.monotonic() < until:
            children.look_after()
            time.sleep(0.1)

    def _wants_demo(self, data: DataFolder) -> bool:
        """Whether there is no outlet yet, or an earlier loading of the demo was cut short."""
        return _demo_mark(data).exists() or not apps.get_model("stories", "Outlet").objects.exists()

    def _load_demo(self, data: DataFolder, children: Children) -> None:
        """Loads it in a child beside the running site, so the site is up and progress is seen."""
        self._say("the database is empty: loading the demo newsroom (the site fills while you watch)")
        _demo_mark(data).touch()
        loading = subprocess.Popen(
            [sys.executable, "manage.py", "load_demo"],
            cwd=ROOT,
            process_group=0,
            preexec_fn=child_setup(Identity.SELF, signal.SIGTERM),  # noqa: PLW1509 - takes no lock
        )
        try:
            while loading.poll() is None:
                children.look_after()
                time.sleep(LOOK_EVERY_S)
        finally:
            loading.terminate()
            loading.wait()
        if loading.returncode:
            self._say("the demo newsroom could not be loaded; the next start tries again")
            return
        _demo_mark(data).unlink()
        self._say("the demo newsroom is loaded")

    def _introduce(self, data: DataFolder, port: int) -> None:
        editor = f"{_relative(sys.executable)} manage.py createsuperuser"
        if data.path != ROOT / ".data":
            editor = f"NEWSDESK_DATA={shlex.quote(str(data.path))} {editor}"
        self._say(
            f"\n  newsdesk is at     http://{HOST}:{port}\n"
            f"  make an editor     {editor}\n"
            f"  logs               {data.logs}\n"
            "  end                Ctrl-C\n"
        )

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def port_number(text: str) -> int:
    """The port as a number; CommandError in words if it is none."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT={text} is not a port: take a number from 1 to 65535, such as 8000.")
    return int(text)


def must_be_free(port: int) -> None:
    """Returns if the web server will be able to listen; else CommandError in words."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = port + 1 if port < 65535 else 8000
                raise CommandError(
                    f"Port {port} of {HOST} is taken by another program. Choose another: make run PORT={other}"
                ) from error
            raise CommandError(f"Port {port} of {HOST} can't be used: {error.strerror}.") from error


def must_answer(redis_url: str) -> None:
    """Returns if the database and the queue can be reached; else CommandError in words."""
    try:
        connections["default"].ensure_connection()
    except (OperationalError, ImproperlyConfigured) as error:
        raise CommandError(
            f"The database that DATABASE_URL names can't be used: {_in_one_line(error)} "
            "Put it right, or leave it out for the embedded one."
        ) from error
    try:
        Redis.from_url(redis_url, socket_connect_timeout=CONNECT_TIMEOUT_S).ping()
    except (RedisError, ValueError) as error:
        raise CommandError(
            f"The queue that REDIS_URL names can't be used: {_in_one_line(error)} "
            "Put it right, or leave it out for the embedded one."
        ) from error


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") + "."


@contextmanager
def _only_one(data: DataFolder, port: int) -> Iterator[None]:
    """Holds the data folder for one running site; CommandError names the one that holds it."""
    data.make()
    lock = data.lock("up")
    if not lock.take():
        raise CommandError(
            f"A newsdesk already runs over {data.path}: {lock.path.read_text().strip()}. "
            "Use it, or end it, or name another folder with NEWSDESK_DATA=/some/folder and another PORT."
        )
    lock.write(f"http://{HOST}:{port}, process {os.getpid()}")
    try:
        yield
    finally:
        lock.release()


def _has_migrations_due() -> bool:
    """Whether `migrate` has something to do; asking is cheaper than letting it find out."""
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _demo_mark(data: DataFolder) -> Path:
    return data.path / "demo-is-loading"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _relative(path: str) -> str:
    return str(Path(path).relative_to(ROOT)) if Path(path).is_relative_to(ROOT) else path


def _end_like_ctrl_c(*numbers: signal.Signals) -> None:
    """SIGTERM too: what a script starts in the background ignores SIGINT. An ignored signal stays ignored (nohup)."""
    for number in numbers:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def _ignore(*numbers: signal.Signals) -> None:
    for number in numbers:
        signal.signal(number, signal.SIG_IGN)
