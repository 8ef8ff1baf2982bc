"""Whom the servers run as: an ordinary user, or root's stand-ins, for PostgreSQL refuses root."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from newsdesk.embedded.identity import NOBODY, Identity, identity
from newsdesk.embedded.servers import postgres_binary
from tests.embedded.programs import BOUND_S, ROOT, comes_true, running_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, which only Linux has")

# The interpreter may lie where nobody can't read, so everything is imported before the change of user.
KEEPER = """
import os, sys
from pathlib import Path
import encodings.idna, random
from newsdesk.embedded.folder import DataFolder
from newsdesk.embedded.keeper import Order, keep
folder, who, drop = sys.argv[1:]
if drop == "drop":
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
DataFolder(Path(folder)).make()
keep(Order(folder, ("postgres", "valkey"), fast=True, who=who), until_signal=True)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own are for its user alone."""
    folder = Path(tempfile.mkdtemp(prefix="newsdesk-who-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def everybody_reaches(path: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in [path, *path.parents])


def uids(folder: Path) -> set[int]:
    found = set()
    for pid in running_over(folder / "pg"):
        with suppress(FileNotFoundError):  # some of PostgreSQL's processes come and go
            found.add(Path(f"/proc/{pid}").stat().st_uid)
    return found


def check_it_runs(folder: Path, who: str, drop: str, expected: int) -> None:
    data = folder / "data"
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(data), who, drop], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert keeper.stdout is not None
    assert json.loads(keeper.stdout.readline()) == {"ready": True}
    try:
        with psycopg.connect(f"postgresql://postgres@/newsdesk?host={data / 'run'}&port=5432") as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert uids(data) == {expected}
    finally:
        keeper.send_signal(signal.SIGTERM)
        keeper.wait(BOUND_S)
    assert comes_true(lambda: not running_over(folder))


@pytest.mark.skipif(not everybody_reaches(postgres_binary("postgres")), reason="nobody can't reach the virtual env")
def test_an_ordinary_user_runs_the_servers(open_folder: Path) -> None:
    root = os.geteuid() == 0
    check_it_runs(open_folder, "", "drop" if root else "", NOBODY if root else os.geteuid())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
@pytest.mark.skipif(not everybody_reaches(postgres_binary("postgres")), reason="nobody can't reach the virtual env")
def test_root_without_namespaces_runs_postgresql_as_nobody(open_folder: Path) -> None:
    check_it_runs(open_folder, Identity.NOBODY, "", NOBODY)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a namespace")
@pytest.mark.skipif(os.geteuid() == 0 and identity() is not Identity.NAMESPACE, reason="no user namespaces here")
def test_root_with_namespaces_keeps_its_files(open_folder: Path) -> None:
    check_it_runs(open_folder, Identity.NAMESPACE, "", 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes between identities")
@pytest.mark.skipif(not everybody_reaches(postgres_binary("postgres")), reason="nobody can't reach the virtual env")
@pytest.mark.skipif(os.geteuid() == 0 and identity() is not Identity.NAMESPACE, reason="no user namespaces here")
def test_a_folder_made_as_one_stand_in_is_used_as_the_other(open_folder: Path) -> None:
    check_it_runs(open_folder, Identity.NOBODY, "", NOBODY)
    check_it_runs(open_folder, Identity.NAMESPACE, "", 0)
