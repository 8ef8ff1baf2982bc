"""The embedded servers as processes: they answer, they are shared, and nothing of them stays behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from newsdesk import embedded
from newsdesk.embedded.folder import DataFolder
from tests.embedded.programs import BOUND_S, ROOT, comes_true, end, running_over, user, without_addresses

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, which only Linux has")


def answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            return connection.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def postmaster(folder: Path) -> int:
    return int((folder / "pg" / "postmaster.pid").read_text().split()[0])


def test_postgresql_has_pgvector_and_valkey_replies(tmp_path: Path) -> None:
    use = embedded.ensure(tmp_path / "data", fast=True)
    try:
        with psycopg.connect(use.environment["DATABASE_URL"]) as connection:
            connection.execute("create extension vector")
            distance = connection.execute("select '[1,2]'::vector <-> '[4,6]'::vector").fetchone()
        assert distance == (5.0,)
        assert redis.Redis.from_url(use.environment["REDIS_URL"]).ping()
    finally:
        use.stop()
    assert not running_over(tmp_path)


def test_a_second_starter_shares_the_servers_and_keeps_them_when_the_first_ends(tmp_path: Path) -> None:
    with user(tmp_path) as (first, told_first), user(tmp_path) as (second, told_second):
        assert told_second["DATABASE_URL"] == told_first["DATABASE_URL"]
        assert told_second["keeper"] == "None"
        end(first)
        assert answers(told_second["DATABASE_URL"])
        end(second)
    assert comes_true(lambda: not running_over(tmp_path))


def test_two_starters_at_once_get_one_server(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "import sys; from pathlib import Path; from newsdesk import embedded; "]
    program[-1] += (
        "use = embedded.ensure(Path(sys.argv[1]), fast=True); print(use.keeper is not None); sys.stdin.read()"
    )
    both = [
        subprocess.Popen([*program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(2)
    ]
    started = [process.stdout.readline().strip() for process in both if process.stdout]
    for process in both:
        end(process)
    assert sorted(started) == ["False", "True"]
    assert comes_true(lambda: not running_over(tmp_path))


@pytest.mark.parametrize("victim", ["user", "keeper"])
def test_a_kill_leaves_no_process_behind(tmp_path: Path, victim: str) -> None:
    with user(tmp_path) as (process, told):
        os.kill(process.pid if victim == "user" else int(told["keeper"]), signal.SIGKILL)
        assert comes_true(lambda: not set(running_over(tmp_path)) - {process.pid})


def test_committed_rows_survive_a_kill_of_postgresql_which_comes_back_by_itself(tmp_path: Path) -> None:
    with user(tmp_path, fast=False) as (_, told):
        url = told["DATABASE_URL"]
        with psycopg.connect(url) as connection:
            connection.execute("create table kept (number int)")
            connection.execute("insert into kept select generate_series(1, 1000)")
        before = postmaster(tmp_path)
        os.kill(before, signal.SIGKILL)
        assert comes_true(lambda: not Path(f"/proc/{before}").exists() and answers(url))
        with psycopg.connect(url) as connection:
            assert connection.execute("select count(*) from kept").fetchone() == (1000,)


def test_queued_messages_survive_a_kill_of_valkey(tmp_path: Path) -> None:
    with user(tmp_path, fast=False) as (_, told):
        broker = redis.Redis.from_url(told["REDIS_URL"])
        broker.rpush("queue", *range(100))
        os.kill(broker.info()["process_id"], signal.SIGKILL)
        assert comes_true(lambda: _length(broker) == 100)


def _length(broker: "redis.Redis") -> object:
    try:
        return broker.llen("queue")
    except redis.RedisError:
        return None


def test_a_pair_over_tcp_stands_for_servers_elsewhere(tmp_path: Path) -> None:
    pair = subprocess.Popen(
        [sys.executable, "-m", "newsdesk.embedded", str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert pair.stdout is not None
    told = dict(pair.stdout.readline().strip().split("=", 1) for _ in range(2))
    assert pair.stdout.readline().strip() == '{"ready": true}'
    assert answers(told["DATABASE_URL"])
    assert redis.Redis.from_url(told["REDIS_URL"]).ping()
    pair.send_signal(signal.SIGINT)
    assert pair.wait(BOUND_S) == 0
    assert comes_true(lambda: not running_over(tmp_path))


PREPARE = """
import json, os
from newsdesk import embedded
embedded.prepare(["manage.py", "verify"])
print(json.dumps({name: os.environ.get(name) for name in ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL")}))
"""


def test_a_server_whose_address_is_given_is_not_started_and_the_other_is(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PREPARE],
        cwd=ROOT,
        env=without_addresses(NEWSDESK_DATA=str(tmp_path), DATABASE_URL="postgresql://elsewhere/news"),
        stdout=subprocess.PIPE,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "DATABASE_URL": "postgresql://elsewhere/news",
        "REDIS_URL": f"unix://{tmp_path}/run/valkey.sock",
        "CELERY_BROKER_URL": f"redis+socket://{tmp_path}/run/valkey.sock",
    }
    assert not (tmp_path / "pg").exists()
    assert comes_true(lambda: not running_over(tmp_path))


def test_a_stale_socket_and_a_stale_pid_of_another_program_are_no_obstacle(tmp_path: Path) -> None:
    with user(tmp_path):
        pass
    sockets = DataFolder(tmp_path).sockets
    stranger = f"{os.getpid()}\n{tmp_path}/pg\n1\n5432\n{sockets}\n\n0 0\nready   \n"
    (tmp_path / "pg" / "postmaster.pid").write_text(stranger)
    (sockets / ".s.PGSQL.5432.lock").write_text(stranger)
    (sockets / ".s.PGSQL.5432").touch()
    (sockets / "valkey.sock").touch()
    with user(tmp_path) as (_, told):
        assert answers(told["DATABASE_URL"])
        assert redis.Redis.from_url(told["REDIS_URL"]).ping()


def test_a_long_path_and_spaces_in_it_are_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "a folder with spaces" / ("long" * 30)
    use = embedded.ensure(folder, ["postgres"], fast=True, discard=True)
    sockets = use.data.sockets
    try:
        assert not sockets.is_relative_to(tmp_path)
        assert answers(use.environment["DATABASE_URL"])
    finally:
        use.stop()
    assert not folder.exists()
    assert not sockets.exists()
