"""Accounts: in by a code from a mail, nothing told about who has one, and nobody else left signed in afterwards."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from lxml import html

from stories.web.readers import local_path
from tests import make
from tests.web.reading import words

pytestmark = pytest.mark.django_db
ADDRESS = "ada@readers.example"
EVIL = ("//evil.example", "https:evil.example", "https://evil.example/", "\\\\evil.example", "/%2f%2fevil.example",
        "/\\evil.example", "javascript:alert(1)")  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits(settings: Any) -> None:
    """Counts of this test alone, which no real minute ends while the test's clock stands."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def member(address: str = ADDRESS) -> object:
    row = make.user(address.partition("@")[0], email=address)
    EmailAddress.objects.create(user=row, email=address, verified=True, primary=True)
    return row


def code_of(message: mail.EmailMessage) -> str:
    found = re.search(r"^[A-Z0-9-]{6,}$", message.body, re.MULTILINE)
    assert found, message.body
    return found[0]


def sign_in(address: str = ADDRESS, **fields: str) -> Client:
    client = Client()
    client.post("/account/login/code/", {"email": address, **fields})
    client.post("/account/login/code/confirm/", {"code": code_of(mail.outbox[-1]), **fields})
    return client


def test_a_new_reader_signs_up_and_in_with_a_code_and_no_password() -> None:
    client = Client()
    response = client.post("/account/signup/", {"email": ADDRESS}, follow=True)
    assert "code" in words(html.fromstring(response.content.decode())).lower()
    response = client.post(response.redirect_chain[-1][0], {"code": code_of(mail.outbox[-1])}, follow=True)
    assert response.redirect_chain[-1][0] == "/me/"
    account = get_user_model().objects.get(email=ADDRESS)
    assert not account.has_usable_password()
    assert "ada" not in account.username


def test_a_known_reader_signs_in_with_a_code() -> None:
    member()
    assert sign_in().get("/me/").status_code == 200


def test_a_wrong_code_lets_nobody_in() -> None:
    member()
    client = Client()
    client.post("/account/login/code/", {"email": ADDRESS})
    for _ in range(4):
        client.post("/account/login/code/confirm/", {"code": "WRONG1"})
    client.post("/account/login/code/confirm/", {"code": code_of(mail.outbox[-1])})
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize(
    ("address", "fields"),
    [("/account/login/code/", {}), ("/account/signup/", {}), ("/account/password/reset/", {})],
)
def test_known_and_unknown_addresses_get_the_same_answer(address: str, fields: dict[str, str]) -> None:
    member()
    answers = []
    for typed in (ADDRESS, "nobody@readers.example"):
        cache.clear()
        response = Client().post(address, {"email": typed, **fields}, follow=True)
        page = words(html.fromstring(response.content.decode())).replace(typed, "…")
        answers.append((response.status_code, response.redirect_chain, page))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[ADDRESS], ["nobody@readers.example"]]


def test_a_wrong_password_answers_the_same_for_known_and_unknown_addresses() -> None:
    member()
    answers = []
    for typed in (ADDRESS, "nobody@readers.example"):
        response = Client().post("/account/login/", {"login": typed, "password": "wrong"})
        answers.append((response.status_code, words(html.fromstring(response.content.decode()))))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("evil", EVIL)
def test_after_signing_in_a_reader_stays_on_this_site(evil: str) -> None:
    member()
    client = Client()
    client.post("/account/login/code/", {"email": ADDRESS, "next": evil})
    response = client.post("/account/login/code/confirm/", {"code": code_of(mail.outbox[-1]), "next": evil})
    location = response.headers["Location"]
    assert location == local_path(location, "")
    assert not location.startswith(("//", "/\\"))
    member("bo@readers.example")
    signed_in = sign_in("bo@readers.example")
    assert signed_in.post("/account/logout/", {"next": evil}).headers["Location"].startswith("/")


@pytest.mark.parametrize("evil", ["evil.example", "evil.example:8000"])
def test_no_mail_names_a_host_from_the_request(evil: str, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    member()
    for address in ("/account/login/code/", "/account/signup/", "/account/password/reset/"):
        for typed in (ADDRESS, "nobody@readers.example"):
            Client(headers={"host": evil}).post(address, {"email": typed})
    assert len(mail.outbox) == 6
    for message in mail.outbox:
        assert "evil" not in message.subject + message.body
        assert "http://127.0.0.1:8000" in message.body


def test_guessing_one_account_is_slowed_down_and_its_owner_still_gets_in_by_mail() -> None:
    row = member()
    row.set_password("a long and right one")  # type: ignore[attr-defined]
    row.save()  # type: ignore[attr-defined]
    for nth in range(12):
        Client(REMOTE_ADDR=f"198.51.100.{nth}").post("/account/login/", {"login": ADDRESS, "password": f"guess {nth}"})
    late = Client(REMOTE_ADDR="198.51.100.99")
    late.post("/account/login/", {"login": ADDRESS, "password": "a long and right one"})
    assert late.get("/me/").status_code == 302
    assert sign_in().get("/me/").status_code == 200
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": "198.51.100.7"},
        {"REMOTE_ADDR": "198.51.100.7", "HTTP_X_FORWARDED_FOR": "203.0.113.{}"},
        {"REMOTE_ADDR": "2001:db8:1:2::{}"},
    ],
)
def test_one_machine_that_tries_many_accounts_is_slowed_down(where: dict[str, str]) -> None:
    statuses = [
        Client(**{key: value.format(nth) for key, value in where.items()})
        .post("/account/login/", {"login": f"reader-{nth}@readers.example", "password": "wrong"})
        .status_code
        for nth in range(50)
    ]
    assert statuses[:10] == [200] * 10
    assert statuses[-1] == 429


@pytest.mark.parametrize(("proxies", "answers"), [(1, {200}), (2, {200, 429})])
def test_behind_proxies_only_what_these_say_is_believed(proxies: int, answers: set[int], settings: object) -> None:
    """With one proxy the last hop is the reader's own machine; a second trusted one makes it the hop before that."""
    settings.TRUSTED_PROXIES = proxies  # type: ignore[attr-defined]
    tries = (
        (f"203.0.113.7, 198.51.100.{nth}", {"login": f"reader-{nth}@readers.example", "password": "wrong"})
        for nth in range(50)
    )
    statuses = [Client(HTTP_X_FORWARDED_FOR=hops).post("/account/login/", try_).status_code for hops, try_ in tries]
    assert set(statuses) == answers
    assert statuses[-1] == max(answers)


def test_signing_in_changes_the_session() -> None:
    member()
    client = Client()
    client.post("/account/login/code/", {"email": ADDRESS})
    before = client.cookies["sessionid"].value
    client.post("/account/login/code/confirm/", {"code": code_of(mail.outbox[-1])})
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_new_address_ends_other_sessions_and_both_addresses_are_told() -> None:
    member()
    other, client = sign_in(), sign_in()
    assert UserSession.objects.count() == 2
    mail.outbox.clear()
    client.post("/account/email/", {"email": "ada@elsewhere.example", "action_add": ""})
    client.post("/account/confirm-email/", {"code": code_of(mail.outbox[-1])})
    told = [message.to[0] for message in mail.outbox if "ada@elsewhere.example" in message.body]
    assert sorted(told) == sorted([ADDRESS, "ada@elsewhere.example"])
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200
    assert get_user_model().objects.get().email == "ada@elsewhere.example"


def test_a_first_password_ends_other_sessions_and_the_address_is_told() -> None:
    member()
    get_user_model().objects.get().set_unusable_password()
    other, client = sign_in(), sign_in()
    mail.outbox.clear()
    right = "a ferry to Port Ansel"
    client.post("/account/password/set/", {"password1": right, "password2": right})
    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_the_pages_of_an_account_are_kept_by_nobody() -> None:
    member()
    client = sign_in()
    for address in ("/me/", "/me/account/", "/me/follows/", "/account/email/", "/account/sessions/"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "no-store" in response.headers["Cache-Control"], address
        tree = html.fromstring(response.content.decode())
        assert not tree.xpath("//*[@style] | //style | //script[not(@src)]"), address


@pytest.mark.parametrize(
    "address", ["/account/login/", "/account/login/code/", "/account/signup/", "/account/password/reset/"]
)
def test_the_ways_in_have_one_heading_and_labelled_fields(address: str) -> None:
    tree = html.fromstring(Client().get(address).content.decode())
    assert len(tree.cssselect("h1")) == 1
    for field in tree.cssselect(".account__form input:not([type=hidden])"):
        (label,) = tree.cssselect(f'label[for="{field.get("id")}"]')
        assert not words(label).endswith(":"), words(label)
    assert "&lt;a" not in html.tostring(tree, encoding="unicode")  # what explains a field may hold a link


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/account/login/", {"login": ADDRESS, "password": "a guess"}),
        ("/account/login/code/", {"email": ADDRESS}),
        ("/account/signup/", {"email": ADDRESS}),
        ("/account/password/reset/", {"email": ADDRESS}),
    ],
)
def test_while_tries_cannot_be_counted_nobody_gets_in_and_a_page_says_so(
    address: str, fields: dict[str, str], settings: Any
) -> None:
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    assert Client().get(address).status_code == 200
    response = Client(raise_request_exception=False).post(address, fields)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "no-store" in response["Cache-Control"]
    assert "Try again in a few minutes" in words(html.fromstring(response.content.decode()))
    assert not mail.outbox


def test_the_mail_with_the_code_names_the_site_and_the_page_says_what_to_do() -> None:
    response = Client().post("/account/signup/", {"email": ADDRESS}, follow=True)
    tree = html.fromstring(response.content.decode())
    assert "Enter the code from the mail" in words(tree.cssselect("h1")[0])
    assert "Enter the code from the mail" in words(tree.cssselect("title")[0])
    assert tree.cssselect("form.account__form")[0].get("action") == "/account/confirm-email/"
    assert ADDRESS in words(tree)
    assert "gave this address for an account at newsdesk." in mail.outbox[-1].body
    assert mail.outbox[-1].subject == "Your code for newsdesk"
