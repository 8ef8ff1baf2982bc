"""The supervisor's children: started again when they die, ended together, whatever they think of it."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsdesk import supervise
from newsdesk.embedded.folder import DataFolder
from newsdesk.supervise import Child, Children
from tests.embedded.programs import comes_true, running_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, which only Linux has")

SLEEPER = "import sys, time; print('awake', flush=True); time.sleep(600)"
STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGQUIT, signal.SIG_IGN)
os.fork()
print("awake", flush=True)
time.sleep(600)
"""


class Spoken(list[str]):
    """What the supervisor said."""


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    folder.make()
    return folder


@pytest.fixture
def spoken() -> Spoken:
    return Spoken()


@pytest.fixture
def children(data: DataFolder, spoken: Spoken, monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    monkeypatch.setattr(supervise, "BACKOFF_S", 0.1)
    started = Children(data, spoken.append)
    yield started
    started.stop()


def program(data: DataFolder, code: str) -> Child:
    return Child("sleeper", [sys.executable, "-c", code, str(data.path)], signal.SIGQUIT, backoff_s=0.05)


def awake(data: DataFolder) -> int:
    """How often the program has begun, by its log."""
    return (data.logs / "sleeper.log").read_text().count("awake")


def test_a_child_that_was_killed_is_started_again_and_it_is_said(
    data: DataFolder, children: Children, spoken: Spoken
) -> None:
    child = program(data, SLEEPER)
    children.add(child)
    assert comes_true(lambda: awake(data) == 1)
    assert child.running is not None
    os.kill(child.running.pid, signal.SIGKILL)

    def twice() -> bool:
        children.look_after()
        return awake(data) == 2

    assert comes_true(twice)
    assert spoken[0].startswith("sleeper was killed by signal 9; starting it again in ")
    assert str(data.logs / "sleeper.log") in spoken[0]


def test_the_pause_before_a_new_start_grows_up_to_a_bound(data: DataFolder, children: Children) -> None:
    child = program(data, "raise SystemExit(3)")
    children.add(child)
    pauses = []
    for _ in range(12):
        assert comes_true(lambda: not child.is_alive)
        children.look_after()
        pauses.append(child.backoff_s)
        child.start_again_at = 0.0
        children.look_after()
    assert pauses == sorted(pauses)
    assert pauses[1] == 2 * pauses[0]
    assert pauses[-1] == supervise.BACKOFF_MAX_S


def test_the_end_takes_stubborn_programs_and_their_children_too(data: DataFolder, children: Children) -> None:
    children.add(program(data, STUBBORN))
    children.add(program(data, SLEEPER))
    assert comes_true(lambda: awake(data) == 3)
    children.stop()
    assert comes_true(lambda: not running_over(data.path))
