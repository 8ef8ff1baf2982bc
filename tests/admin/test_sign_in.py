"""Guessing at the desk's sign-in is slowed down, and whoever it is about still gets in."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db
RIGHT = "a long and right one"


@pytest.fixture(autouse=True)
def fresh_limits(settings: Any) -> None:
    """Nothing counted before; a cheap hash, since fifty dear ones take longer than the limits' minute."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    editor = make.user("ana", staff=True)
    editor.set_password(RIGHT)
    editor.save()


def tried(client: Client, name: str, password: str) -> str:
    """What the page says; '' where it let in."""
    answer = client.post("/admin/login/?next=/admin/", {"username": name, "password": password})
    return answer.content.decode() if answer.status_code == 200 else ""


def test_an_editor_with_the_right_password_gets_in_after_some_wrong_ones() -> None:
    for nth in range(4):
        assert "correct username and password" in tried(Client(), "ana", f"guess {nth}")
    assert tried(Client(), "ana", RIGHT) == ""


def test_many_machines_that_guess_at_one_editor_are_kept_out_even_with_the_right_password() -> None:
    for nth in range(12):
        tried(Client(REMOTE_ADDR=f"198.51.100.{nth}"), "ana", f"guess {nth}")
    assert "Too many failed login attempts" in tried(Client(REMOTE_ADDR="198.51.100.99"), "Ana", RIGHT)


@pytest.mark.parametrize(
    "where",
    [{"REMOTE_ADDR": "198.51.100.7", "HTTP_X_FORWARDED_FOR": "203.0.113.{}"}, {"REMOTE_ADDR": "2001:db8:1:2::{}"}],
)
def test_one_machine_that_tries_many_names_is_kept_out(where: dict[str, str]) -> None:
    said = [
        tried(Client(**{key: value.format(nth) for key, value in where.items()}), f"editor-{nth}", "wrong")
        for nth in range(12)
    ]
    assert "Too many" not in said[9]
    assert "Too many failed login attempts" in said[-1]
    assert tried(Client(REMOTE_ADDR="203.0.113.250"), "ana", RIGHT) == ""


def test_a_reader_without_the_desk_does_not_get_in() -> None:
    reader = make.user("bo")
    reader.set_password(RIGHT)
    reader.save()
    assert "staff account" in tried(Client(), "bo", RIGHT)
