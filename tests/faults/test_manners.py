"""A worker gives way to pages, and so does the part of its work that PostgreSQL does."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

# Asks as a worker does: prints its own niceness and that of the server's process that works for it.
ASKS = """
import json, os, django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_backend_pid()")
    backend = cursor.fetchone()[0]
print(json.dumps([os.getpriority(os.PRIO_PROCESS, 0), os.getpriority(os.PRIO_PROCESS, backend)]))
"""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or "/" not in str(settings.DATABASES["default"]["OPTIONS"].get("host")),
    reason="the server is not at a Unix socket of this machine",
)


def niceness_of_both(*, nicer_by: int) -> tuple[int, int]:
    command = ["nice", "-n", str(nicer_by), sys.executable, "-c", ASKS]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, env=os.environ, timeout=60)
    own, of_the_server = json.loads(answer.stdout)
    return own, of_the_server


def test_the_server_works_as_politely_as_who_asks_it() -> None:
    own, of_the_server = niceness_of_both(nicer_by=5)
    assert own == of_the_server >= 5


def test_a_page_is_worked_for_as_before() -> None:
    mine = os.getpriority(os.PRIO_PROCESS, 0)
    assert niceness_of_both(nicer_by=0)[1] <= max(mine, 0)
