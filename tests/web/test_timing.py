"""Nobody learns from how long an answer takes who has an account: the same work is done for known and unknown."""

from collections import Counter
from typing import Any, ClassVar, NamedTuple

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory

from stories.web.readers import AccountPagesMiddleware
from tests import make

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "ada@readers.example", "nobody@readers.example"


class CountedHasher(PBKDF2PasswordHasher):
    """Django's own, cheap, that counts its rounds: they are what takes time in a sign-in."""

    iterations = 10
    rounds: ClassVar[Counter[str]] = Counter()

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """The hash."""
        self.rounds["done"] += iterations or self.iterations
        return super().encode(password, salt, iterations)


@pytest.fixture(autouse=True)
def one_account(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    row = make.user("ada", email=KNOWN, staff=True)
    row.set_password("a long and right one")
    row.save()
    EmailAddress.objects.create(user=row, email=KNOWN, verified=True, primary=True)


class Work(NamedTuple):
    """Of one post. rounds: of hashing a password."""

    status: int
    rounds: int
    mails: int


def work(path: str, **fields: str) -> Work:
    cache.clear()
    CountedHasher.rounds.clear()
    mail.outbox.clear()
    status = Client().post(path, fields).status_code
    return Work(status, CountedHasher.rounds["done"], len(mail.outbox))


@pytest.mark.parametrize(
    ("path", "field", "others"),
    [
        ("/account/login/", "login", {"password": "wrong"}),
        ("/account/login/code/", "email", {}),
        ("/account/password/reset/", "email", {}),
        ("/account/signup/", "email", {}),
    ],
)
def test_known_and_unknown_addresses_cost_the_same_hashing_and_the_same_mails(
    path: str, field: str, others: dict[str, str]
) -> None:
    known, unknown = (work(path, **{field: typed, **others}) for typed in (KNOWN, UNKNOWN))
    assert known == unknown


def test_known_and_unknown_editors_cost_the_same_hashing() -> None:
    known, unknown = (work("/admin/login/", username=name, password="wrong") for name in ("ada", "nobody"))
    assert known == unknown
    assert known.rounds > 0


@pytest.mark.parametrize(
    ("method", "path", "status", "waits"),
    [
        ("post", "/account/signup/", 302, True),
        ("post", "/account/login/", 200, True),
        ("post", "/account/login/", 429, False),
        ("get", "/account/login/", 200, False),
        ("post", "/account/logout/", 302, False),
    ],
)
def test_what_is_left_of_the_work_is_waited_out(
    settings: Any, method: str, path: str, status: int, waits: bool
) -> None:
    """A new account takes some rows more than a known address; the answer to both comes after the same time."""
    settings.SIGN_IN_LEAST_S = 60
    waited: list[float] = []
    answer = AccountPagesMiddleware(lambda _request: HttpResponse(status=status), waited.append)
    answer(getattr(RequestFactory(), method)(path))
    assert [0 < each <= 60 for each in waited] == [True] * waits
