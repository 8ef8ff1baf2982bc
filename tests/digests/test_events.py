"""Bounces, complaints and stops: each report counts once, in any order, and only if it is proved."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from stories.digests import reports
from stories.digests.steps.events import Event, note_event
from stories.digests.steps.returns import note_returns
from stories.digests.steps.suppressed import suppressed
from stories.digests.steps.tokens import stop_token
from stories.models import Delivery, DeliveryState, MailEvent, Subscription, Suppression
from tests.digests import post
from tests.make import NOW

pytestmark = pytest.mark.django_db
MESSAGE_ID = "<digest.1.2026-03-10.0123456789abcdef01234567@news.example>"
KEY = "a signing key of the test"


@pytest.fixture
def delivery() -> Delivery:
    return post.due("ines@quay.example", state="sent", message_id=MESSAGE_ID, sent_at=NOW, handed_at=NOW)[0]


def event(kind: str, key: str = "1", **fields: object) -> Event:
    return Event("mailbox", key, kind, MESSAGE_ID, NOW, **fields)  # type: ignore[arg-type]


def returned(kind: str, fields: str, message_id: str = MESSAGE_ID) -> bytes:
    """A report as mail servers write it."""
    part = "message/feedback-report" if kind == "feedback-report" else "message/delivery-status"
    return (
        f"From: postmaster@quay.example\r\nTo: bounces@news.example\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\nIt did not work.\r\n"
        f"--b\r\nContent-Type: {part}\r\n\r\n{fields}\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Your digest\r\nMessage-ID: {message_id}\r\n\r\n"
        f"--b--\r\n"
    ).encode()


BOUNCE = (
    "Reporting-MTA: dns; mx.quay.example\r\n\r\n"
    "Final-Recipient: rfc822; ines@quay.example\r\nAction: failed\r\nStatus: {}\r\n"
)


def test_a_bounce_that_says_nobody_is_there_ends_the_subscription(delivery: Delivery) -> None:
    assert note_returns([returned("delivery-status", BOUNCE.format("5.1.1"))], NOW) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.bounced_at) == (DeliveryState.SENT, NOW)
    assert Subscription.objects.get().end_reason == "bounced"
    assert suppressed("ines@quay.example")


@pytest.mark.parametrize("status", ["5.7.1", "5.2.2", "4.4.1"])
def test_a_bounce_for_another_reason_is_noted_and_no_more(delivery: Delivery, status: str) -> None:
    note_returns([returned("delivery-status", BOUNCE.format(status))], NOW)
    assert MailEvent.objects.get().delivery == delivery
    assert not Suppression.objects.exists()


def test_a_complaint_stops_all_mail_at_once(delivery: Delivery) -> None:
    other = post.subscription("Ines@quay.example", rhythm="weekly")
    note_returns([returned("feedback-report", "Feedback-Type: abuse\r\nVersion: 1\r\n")], NOW)
    other.refresh_from_db()
    assert other.end_reason == "complained"
    assert suppressed("ines@quay.example")


def test_a_report_about_a_mail_that_nobody_sent_changes_nothing(delivery: Delivery) -> None:
    forged = MESSAGE_ID.replace("0123", "9999")
    note_returns([returned("delivery-status", BOUNCE.format("5.1.1"), forged)], NOW)
    assert not Suppression.objects.exists()
    assert MailEvent.objects.get().delivery is None


def test_the_same_report_counts_once_and_a_complaint_outweighs_a_bounce(delivery: Delivery) -> None:
    mail = returned("delivery-status", BOUNCE.format("5.1.1"))
    note_returns([mail, mail], NOW)
    note_event(event("complained"), NOW)
    note_event(event("bounced", "2", for_good=True), NOW + timedelta(days=1))
    assert MailEvent.objects.count() == 3
    assert Suppression.objects.get().reason == "complained"
    delivery.refresh_from_db()
    assert delivery.bounced_at == NOW


@pytest.mark.parametrize("order", [("delivered", "bounced", "deferred"), ("deferred", "bounced", "delivered")])
def test_what_was_sent_stays_sent_in_whatever_order_reports_come(delivery: Delivery, order: tuple[str, ...]) -> None:
    for number, kind in enumerate(order):
        note_event(event(kind, str(number)), NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT


def test_a_report_of_an_uncertain_mail_says_that_it_was_sent(delivery: Delivery) -> None:
    Delivery.objects.update(state="uncertain", sent_at=None)
    note_event(event("delivered"), NOW)
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_mail_to_the_stop_address_ends_the_subscription(delivery: Delivery) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = stop_token(delivery.subscription), "somebody@else.example"
    mail.set_content("")
    note_returns([bytes(mail)], NOW)
    assert Subscription.objects.get().ended_at
    mail.replace_header("Subject", "a" * 60)
    assert note_returns([bytes(mail), b"", b"\xff\x00 no mail"], NOW) == 3


@given(st.binary(max_size=2000))
def test_no_mail_breaks_the_reading(body: bytes) -> None:
    reports.read(body)
    reports.read(returned("delivery-status", BOUNCE.format("5.1.1"))[: len(body)] + body)


@pytest.fixture
def _mailgun(settings) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.mailgun.EmailBackend"
    settings.ANYMAIL = {"MAILGUN_API_KEY": "k", "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}


def told(kind: str, key: str = KEY, recipient: str = "ines@quay.example", message_id: str = MESSAGE_ID) -> str:
    """A report as Mailgun signs and sends it."""
    stamp, token = "1773144000", "t" * 50
    signature = hmac.new(key.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    data = {
        "event": kind,
        "severity": "permanent",
        "reason": "bounce",
        "timestamp": 1773144000.0,
        "recipient": recipient,
        "message": {"headers": {"message-id": message_id.strip("<>")}},
        "delivery-status": {"code": 550, "message": "no such user"},
        "id": "x",
    }
    return json.dumps({"signature": {"timestamp": stamp, "token": token, "signature": signature}, "event-data": data})


def report(client: Client, body: str, provider: str = "mailgun") -> int:
    return client.post(f"/mail/events/{provider}/", body, content_type="application/json").status_code


@pytest.mark.usefixtures("_mailgun")
def test_a_providers_signed_complaint_counts_once(client: Client, delivery: Delivery) -> None:
    assert [report(client, told("complained")) for _time in range(3)] == [200, 200, 200]
    assert MailEvent.objects.get().delivery == delivery
    assert suppressed("ines@quay.example")


@pytest.mark.usefixtures("_mailgun")
def test_a_forged_report_is_refused(client: Client, delivery: Delivery) -> None:
    assert report(client, told("complained", "another key")) == 403
    assert report(client, json.dumps({"event-data": {"event": "complained"}})) == 403
    assert not MailEvent.objects.exists()
    assert not Suppression.objects.exists()


@pytest.mark.usefixtures("_mailgun")
def test_a_signed_report_of_a_mail_that_is_gone_is_taken(client: Client) -> None:
    assert report(client, told("failed", message_id="<unknown@news.example>")) == 200
    assert MailEvent.objects.get().delivery is None
    assert suppressed("ines@quay.example")


def test_a_provider_that_is_not_ours_or_that_nothing_proves_is_not_found(client: Client, settings) -> None:
    assert report(client, told("complained")) == 404
    settings.EMAIL_BACKEND, settings.ANYMAIL = "anymail.backends.postmark.EmailBackend", {}
    assert report(client, "{}", "postmark") == 404
    settings.ANYMAIL = {"WEBHOOK_SECRET": "a:b"}
    assert report(client, "{}", "postmark") == 403


@pytest.fixture
def _postmark(settings) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "k", "WEBHOOK_SECRET": "post:mark"}


def of_postmark(kind: str, **fields: object) -> str:
    """A report in the form that Postmark's documentation shows, with the number that it gave our mail."""
    common = {
        "RecordType": kind,
        "ID": 692560173,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "ServerID": 23,
        "MessageStream": "broadcast",
        "Tag": "",
        "Metadata": {"message_id": MESSAGE_ID},
        "Email": "ines@quay.example",
        "From": "digests@news.example",
        "Subject": "Your digest",
    }
    return json.dumps(common | fields)


HARD = {
    "Type": "HardBounce",
    "TypeCode": 1,
    "Name": "Hard bounce",
    "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
    "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
    "BouncedAt": "2026-03-10T12:00:00.0000000Z",
    "DumpAvailable": True,
    "Inactive": True,
    "CanActivate": True,
    "Content": "",
}


@pytest.mark.usefixtures("_postmark")
def test_a_provider_that_proves_itself_by_a_password_reports_a_bounce(client: Client, delivery: Delivery) -> None:
    address, body = "/mail/events/postmark/", of_postmark("Bounce", **HARD)
    right = f"Basic {base64.b64encode(b'post:mark').decode()}"
    for wrong in ("", "Basic cG9zdDp3cm9uZw=="):
        assert client.post(address, body, content_type="application/json", HTTP_AUTHORIZATION=wrong).status_code == 403
    assert not suppressed("ines@quay.example")
    for _time in range(2):
        assert client.post(address, body, content_type="application/json", HTTP_AUTHORIZATION=right).status_code == 200
    delivery.refresh_from_db()
    assert MailEvent.objects.get().delivery == delivery
    assert delivery.bounced_at
    assert suppressed("ines@quay.example")


@pytest.mark.usefixtures("_postmark")
@pytest.mark.parametrize("body", ["no json", "[]", "7", b"\xff\xfe"])
def test_what_a_provider_sends_by_mistake_is_refused_in_words(client: Client, body: str | bytes) -> None:
    right = f"Basic {base64.b64encode(b'post:mark').decode()}"
    answer = client.post("/mail/events/postmark/", body, content_type="application/json", HTTP_AUTHORIZATION=right)
    assert answer.status_code == 400
    assert answer.content.decode() == "This is no report that can be read."
    assert not MailEvent.objects.exists()
