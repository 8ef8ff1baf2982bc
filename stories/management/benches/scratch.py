"""A database for one measurement, beside the real one and gone afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

NAME = "newsdesk_bench_{}"


@contextmanager
def scratch_database() -> Iterator[None]:
    """All queries of this process go to an empty database with our tables; the real one is back afterwards.

    The role must be allowed to create databases. Call it outside of a transaction.
    """
    real, name = connection.settings_dict["NAME"], NAME.format(os.getpid())
    _say(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        _use(name)
        call_command("migrate", verbosity=0)
        yield
    finally:
        _use(real)
        _say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _say(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
