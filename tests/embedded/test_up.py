"""`manage.py up` as a person starts it: one address, one folder, and an end that leaves nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from newsdesk.embedded.keeper import free_port
from tests.embedded.programs import BOUND_S, ROOT, comes_true, running_over, without_addresses

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, which only Linux has"),
    pytest.mark.skipif(not (settings.DATA_DIR / "models").exists(), reason="no sentence model: run `make test`"),
]

# Over up, keeper, PostgreSQL's nine, Valkey, web and its two, five that Celery starts: some of the pools are there.
ALL_PROCESSES = 22


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the model in it, so that nothing is downloaded."""
    (tmp_path / "models").symlink_to((settings.DATA_DIR / "models").resolve())
    return tmp_path


def command(folder: Path, port: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "up", "--no-demo", "--port", str(port)],
        cwd=ROOT,
        env=without_addresses(NEWSDESK_DATA=str(folder)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def up(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A running newsdesk, from its address on; killed if the test has not ended it."""
    process = command(folder, free_port())
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "end " in line:
            break
    assert "newsdesk is at     http://127.0.0.1:" in "".join(said), said
    yield process
    process.kill()
    process.wait()


def test_it_runs_once_per_folder_and_ends_at_a_signal_with_all_it_started(
    up: "subprocess.Popen[str]", folder: Path
) -> None:
    second = command(folder, free_port())
    words, _ = second.communicate(timeout=BOUND_S)
    assert second.returncode == 1
    assert f"A newsdesk already runs over {folder}: http://127.0.0.1:" in words
    up.send_signal(signal.SIGTERM)
    assert up.wait(BOUND_S) == 0
    assert comes_true(lambda: not running_over(folder))


def test_a_kill_of_the_keeper_is_healed_and_one_of_the_supervisor_leaves_nothing(
    up: "subprocess.Popen[str]", folder: Path
) -> None:
    assert comes_true(lambda: len(running_over(folder)) > ALL_PROCESSES)
    os.kill(keeper(folder), signal.SIGKILL)
    assert up.stdout is not None
    assert any("have been started again" in line for line in up.stdout)
    os.kill(up.pid, signal.SIGKILL)
    assert comes_true(lambda: not running_over(folder))


def keeper(folder: Path) -> int:
    """The keeper's number: of those over the folder, the one that runs its program."""
    [found] = [pid for pid in running_over(folder) if b"embedded.keeper" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return found
