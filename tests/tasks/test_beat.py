"""The beat begins anew where the file with its last rounds is torn, as after a power cut."""

import dbm
from pathlib import Path

import pytest

from newsdesk.beat import Schedule
from newsdesk.celery import app


def begun(path: Path) -> Schedule:
    return Schedule(app=app, schedule_filename=str(path))


@pytest.mark.parametrize("torn", [b"", b"\x80\x05\x95\x10", b"\x80\x04\x8c\x05celer.", b"no pickle", b"]q\x00(K\x01e."])
def test_entries_that_are_torn_are_made_anew(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "beat-schedule"
    whole = begun(path)
    whole.close()
    with dbm.open(str(path), "w") as kept:
        kept["entries"] = torn
    assert set(begun(path).schedule) >= set(app.conf.beat_schedule)


@pytest.mark.parametrize("length", [0, 1, 40])
def test_a_file_that_is_cut_off_is_made_anew(tmp_path: Path, length: int) -> None:
    path = tmp_path / "beat-schedule"
    begun(path).close()
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:length])
    assert set(begun(path).schedule) >= set(app.conf.beat_schedule)


def test_every_beat_keeps_its_rounds_so() -> None:
    assert app.conf.beat_scheduler == "newsdesk.beat:Schedule"


def test_a_whole_file_keeps_when_each_went_out(tmp_path: Path) -> None:
    path = tmp_path / "beat-schedule"
    first = begun(path)
    first.reserve(first.schedule["audit"])
    told = first.schedule["audit"].last_run_at
    first.close()
    assert begun(path).schedule["audit"].last_run_at == told
