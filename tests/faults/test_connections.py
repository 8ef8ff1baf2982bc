"""A connection to the database that was idle: believed while it is silent, replaced when the server has ended it."""

from collections.abc import Iterator
from typing import cast

import pytest
from django.db import connection

from newsdesk.postgresql.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def idle() -> Iterator[DatabaseWrapper]:
    """Another connection to the same database, as a page's process holds one between two requests."""
    yield from _another()


@pytest.fixture
def server() -> Iterator[DatabaseWrapper]:
    """One more, which does things to the first."""
    yield from _another()


def _another() -> Iterator[DatabaseWrapper]:
    other = cast(DatabaseWrapper, connection.copy())
    other.ensure_connection()
    yield other
    other.close()


def _pid(of: DatabaseWrapper) -> int:
    with of.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_a_silent_connection_is_used_again(idle: DatabaseWrapper) -> None:
    assert idle.is_usable()
    pid = _pid(idle)
    idle.health_check_enabled, idle.health_check_done = True, False
    assert _pid(idle) == pid


def test_a_connection_that_the_server_ended_is_replaced_before_a_page_asks(
    idle: DatabaseWrapper, server: DatabaseWrapper
) -> None:
    pid = _pid(idle)
    with server.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])  # returns when it has ended
    assert not idle.is_usable()
    idle.health_check_enabled, idle.health_check_done = True, False
    assert _pid(idle) != pid


def test_words_of_a_server_that_goes_on_are_no_end(idle: DatabaseWrapper, server: DatabaseWrapper) -> None:
    with idle.cursor() as cursor:
        cursor.execute("LISTEN tests")
    with server.cursor() as cursor:
        cursor.execute("NOTIFY tests")
    assert idle.is_usable()
    assert idle.is_usable()


def test_a_connection_that_was_closed_here_is_not_usable(idle: DatabaseWrapper) -> None:
    idle.connection.close()
    assert not idle.is_usable()
