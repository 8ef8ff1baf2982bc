"""What stands in the way is said in words that tell a person what to do."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from newsdesk import embedded
from newsdesk.embedded.folder import DataFolder
from newsdesk.embedded.keeper import free_port
from newsdesk.management.commands.up import must_answer, must_be_free, port_number
from tests.embedded.programs import ROOT, without_addresses


def test_a_port_that_is_taken_is_said_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port} of 127.0.0.1 is taken .* make run PORT=\d+"):
            must_be_free(port)


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "8000.0"])
def test_a_port_that_is_none_is_said(text: str) -> None:
    with pytest.raises(CommandError, match="is not a port"):
        port_number(text)


@pytest.mark.parametrize("place", [lambda file: file, lambda file: file / "deeper"], ids=["the folder", "a parent"])
def test_a_file_in_place_of_the_data_folder_is_said(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    file = tmp_path / "data"
    file.write_text("not a folder")
    with pytest.raises(embedded.StartError, match=r"there is a file in its place.*NEWSDESK_DATA="):
        embedded.ensure(place(file))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(embedded.StartError, match="can't be written"):
        embedded.ensure(tmp_path)


def test_a_folder_of_another_postgresql_version_is_said_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("13\n")
    with pytest.raises(embedded.StartError, match="made by PostgreSQL 13, but this newsdesk brings PostgreSQL 18"):
        embedded.ensure(tmp_path, ["postgres"], fast=True)
    assert [path.name for path in (tmp_path / "pg").iterdir()] == ["PG_VERSION"]


def test_a_server_that_cannot_start_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "valkey" / "appendonlydir").mkdir(parents=True)
    (tmp_path / "valkey" / "appendonlydir" / "appendonly.aof.manifest").write_text("nonsense\n")
    with pytest.raises(embedded.StartError, match=r"valkey did not start\. Its last words:\n.*"):
        embedded.ensure(tmp_path, ["valkey"])


def test_a_command_says_it_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=ROOT,
        env=without_addresses(NEWSDESK_DATA=str(file)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("newsdesk can't start its servers.\nThe data folder")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATABASE_URL": "nonsense"}, "The database that DATABASE_URL names can't be used"),
        ({"DATABASE_URL": "postgresql://a@127.0.0.1:1/b"}, "The database that DATABASE_URL names can't be used"),
    ],
)
def test_a_database_that_does_not_answer_is_said(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "up", "--port", str(free_port())],
        cwd=ROOT,
        env=without_addresses(NEWSDESK_DATA=str(tmp_path), REDIS_URL="redis://127.0.0.1:1/0") | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_none_is_said_by_the_command_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=without_addresses(NEWSDESK_DATA=str(tmp_path), PORT="abc")
        | {"DATABASE_URL": "postgresql://a@127.0.0.1:1/b", "REDIS_URL": "redis://127.0.0.1:1/0"},
        capture_output=True,
        text=True,
    )
    assert "PORT=abc is not a port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", "http://127.0.0.1/"])
def test_a_queue_that_does_not_answer_is_said(address: str) -> None:
    with pytest.raises(CommandError, match="The queue that REDIS_URL names can't be used"):
        must_answer(address)


@pytest.mark.parametrize("argv", [["check"], ["evaluate", "clustering"], ["migrate", "--help"], []])
def test_a_command_that_needs_no_rows_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    monkeypatch.setenv("NEWSDESK_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL")
    embedded.prepare(["manage.py", *argv])
    assert not (tmp_path / "data").exists()


def test_servers_named_by_the_environment_are_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere:6379/0")
    embedded.prepare(["manage.py", "migrate"])
    assert not (tmp_path / "data").exists()
    assert os.environ["DATABASE_URL"] == "postgresql://somewhere/else"


def test_the_socket_folder_is_short_whatever_the_data_folder_is(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["deep"] * 40)
    assert len(str(DataFolder(deep).sockets)) < 100
    assert DataFolder(deep).sockets != DataFolder(deep / "other").sockets
    assert DataFolder(Path("/srv/news")).sockets == Path("/srv/news/run")
