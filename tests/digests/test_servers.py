"""Real servers on loopback: mail leaves encrypted to whom can prove its name, and returns are fetched the same way."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import override_settings

from stories.digests.mail import RelayDownError, SmtpDoor
from stories.digests.outcome import Outcome, Reply
from stories.digests.steps.returns import read_mailbox
from stories.digests.steps.suppressed import suppressed
from stories.models import Delivery, MailEvent
from tests.digests import post
from tests.digests.certificates import made, server_side
from tests.digests.mailbox import LOGIN, Mailbox
from tests.digests.sink import Sink
from tests.digests.test_events import BOUNCE, MESSAGE_ID, returned
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def believed(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this machine's administrator had added the certificate to those that are believed."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def handed(sink: Sink, **how: Any) -> Reply:
    """What became of a mail; how: the settings that EMAIL_URL makes."""
    fixed = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": sink.port, "EMAIL_TIMEOUT": 30.0}
    open_ = {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, "EMAIL_HOST_USER": "", "EMAIL_HOST_PASSWORD": ""}
    with override_settings(**fixed, **open_ | how):
        door = SmtpDoor()
        (row,) = post.due("ines@quay.example")
        try:
            return door.deliver(post.plain(row), "ines@quay.example")
        finally:
            door.close()


@pytest.mark.usefixtures("believed")
@pytest.mark.parametrize("at_once", [False, True])
def test_mail_leaves_encrypted_and_with_a_password(certificate: Path, at_once: bool) -> None:
    how = {"EMAIL_USE_SSL": at_once, "EMAIL_USE_TLS": not at_once}
    with Sink(tls=server_side(certificate), tls_at_once=at_once, login=("desk", "right")) as sink:
        assert handed(sink, EMAIL_HOST_USER="desk", EMAIL_HOST_PASSWORD="right", **how).outcome is Outcome.ACCEPTED
        assert sink.recipients() == ["ines@quay.example"]


@pytest.mark.usefixtures("believed")
def test_a_wrong_password_is_said_in_words_and_nobodys_failure(certificate: Path) -> None:
    how = {"EMAIL_USE_TLS": True, "EMAIL_HOST_USER": "desk", "EMAIL_HOST_PASSWORD": "wrong"}
    with (
        Sink(tls=server_side(certificate), login=("desk", "right")) as sink,
        pytest.raises(RelayDownError, match="Authentication"),
    ):
        handed(sink, **how)
    assert sink.taken == []


@pytest.mark.parametrize("at_once", [False, True])
def test_nothing_is_handed_to_a_server_that_cannot_prove_its_name(certificate: Path, at_once: bool) -> None:
    with (
        Sink(tls=server_side(certificate), tls_at_once=at_once) as sink,
        pytest.raises(RelayDownError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        handed(sink, EMAIL_USE_SSL=at_once, EMAIL_USE_TLS=not at_once)
    assert sink.asked == []


def test_nothing_is_handed_over_in_the_clear_where_encryption_was_asked_for() -> None:
    with Sink() as sink, pytest.raises(RelayDownError, match="STARTTLS"):
        handed(sink, EMAIL_USE_TLS=True)
    assert sink.asked == []


@pytest.fixture
def delivery() -> Delivery:
    return post.due("ines@quay.example", state="sent", message_id=MESSAGE_ID, sent_at=NOW, handed_at=NOW)[0]


def fetched(box: Mailbox, scheme: str = "imap", password: str = LOGIN[1]) -> int:
    """How many mails were read."""
    name = f"{quote(LOGIN[0])}:{quote(password)}"
    with override_settings(MAIL_RETURN_URL=f"{scheme}://{name}@127.0.0.1:{box.port}/INBOX"):
        return read_mailbox(NOW)


RETURNS = [returned("delivery-status", BOUNCE.format("5.1.1")), b"Subject: I am away\r\n\r\nUntil Monday.\r\n"]


@pytest.mark.usefixtures("delivery", "believed")
@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_a_bounce_is_fetched_from_the_return_mailbox_noted_and_taken_away(certificate: Path, scheme: str) -> None:
    with Mailbox(RETURNS, server_side(certificate), at_once=scheme == "imaps") as box:
        assert fetched(box, scheme) == 2
        assert fetched(box, scheme) == 0
    assert (box.mails, box.passwords_in_clear) == ({}, 0)
    assert MailEvent.objects.get().kind == "bounced"
    assert suppressed("ines@quay.example")


@pytest.mark.usefixtures("delivery")
def test_a_connection_lost_half_way_loses_no_report_and_counts_none_twice() -> None:
    with Mailbox(RETURNS) as box:
        box.hang_up_at = "STORE"
        assert fetched(box) == 0
        assert len(box.mails) == 2
        box.hang_up_at = ""
        assert fetched(box) == 2
    assert MailEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("scheme", "password", "words"),
    [("imap", "wrong", "AUTHENTICATIONFAILED"), ("imaps", LOGIN[1], "CERTIFICATE_VERIFY_FAILED")],
)
def test_what_keeps_us_from_the_mailbox_is_said_without_its_address_or_password(
    certificate: Path, caplog: pytest.LogCaptureFixture, scheme: str, password: str, words: str
) -> None:
    tls = server_side(certificate) if scheme == "imaps" else None
    with Mailbox(RETURNS, tls, at_once=scheme == "imaps") as box, caplog.at_level(logging.WARNING):
        assert fetched(box, scheme, password) == 0
    assert words in caplog.text
    assert "bounces" not in caplog.text
    assert password not in caplog.text.replace(words, "")
    assert len(box.mails) == 2


def test_a_mailbox_that_is_down_is_said_in_words(caplog: pytest.LogCaptureFixture) -> None:
    with Mailbox([]) as box:
        pass
    assert fetched(box) == 0
    assert "the return mailbox can't be read: ConnectionRefusedError" in caplog.text
