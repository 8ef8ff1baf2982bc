"""A digest is handed over once, only to whom it may go, whatever the server says."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from stories.digests.mail import Door, MayGo, RelayDownError, SmtpDoor
from stories.digests.message import Message
from stories.digests.outcome import Outcome, Reply
from stories.digests.steps.pause import pause, resume
from stories.digests.steps.reap import reap_deliveries
from stories.digests.steps.send import Sending
from stories.digests.steps.suppressed import suppress, suppressed
from stories.models import Delivery, DeliveryState, MailDomain, Subscription
from tests.digests import post
from tests.digests.sink import DROP, MUTE, Sink
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def door(sink: Sink) -> Iterator[SmtpDoor]:
    with post.smtp(sink) as made:
        yield made


@pytest.fixture
def clock() -> post.Clock:
    return post.Clock()


@pytest.fixture
def sending(door: SmtpDoor, clock: post.Clock) -> Sending:
    return Sending(clock, door, post.plain)


def only() -> Delivery:
    return Delivery.objects.get()


def test_what_is_due_is_sent_once_over_one_connection(sending: Sending, sink: Sink) -> None:
    post.due("ines@quay.example", "oswin@beacon.example")
    post.due("later@quay.example", due_at=NOW + timedelta(hours=1))
    assert post.run(sending) == 2
    assert post.run(sending) == 0
    assert sorted(sink.recipients()) == ["ines@quay.example", "oswin@beacon.example"]
    assert sink.connections == 1
    assert post.states() == {"sent": 2, "created": 1}


def test_the_mail_arrives_byte_for_byte_and_with_both_forms(sending: Sending, sink: Sink) -> None:
    post.due("ines@quay.example")
    post.run(sending)
    mail = sink.taken[0].message
    assert mail.get_content_type() == "multipart/alternative"
    text, html = (part.get_payload(decode=True) for part in mail.get_payload())
    assert b"\n.a line that begins with a dot" in text.replace(b"\r\n", b"\n")
    assert b"<p>Ferry council votes</p>" in html
    assert mail["Message-ID"] == only().message_id
    assert mail["From"] == "Desk <digest@news.example>"


@pytest.mark.parametrize("stage", ["RCPT", "DATA", "END"])
@pytest.mark.parametrize("reply", ["421 4.3.2 closing", "451 4.7.1 greylisted", "452 4.2.2 full"])
def test_a_refusal_for_now_is_tried_again_later_and_then_taken(
    sending: Sending, sink: Sink, clock: post.Clock, stage: str, reply: str
) -> None:
    post.due("ines@quay.example")
    sink.script = lambda _to, at: reply if at == stage and clock.now < NOW + timedelta(minutes=4) else ""
    post.run(sending)
    assert (only().state, only().handed_at) == (DeliveryState.CREATED, None)
    assert only().error.startswith(reply[:3])
    clock.forward(minutes=6)
    post.run(sending)
    assert sink.recipients() == ["ines@quay.example"]
    assert only().state == DeliveryState.SENT


def test_an_address_that_is_refused_for_now_all_day_is_given_up(
    sending: Sending, sink: Sink, clock: post.Clock
) -> None:
    post.due("ines@quay.example")
    sink.script = lambda _to, at: "451 4.7.1 not yet" if at == "RCPT" else ""
    for _hour in range(60):
        post.run(sending)
        clock.forward(minutes=30)
    assert only().state == DeliveryState.FAILED
    assert only().attempts < 20
    assert not suppressed("ines@quay.example")


def test_nobody_there_ends_the_subscription_and_suppresses_the_address(sending: Sending, sink: Sink) -> None:
    post.due("ines@quay.example")
    sink.script = lambda to, at: f"550 5.1.1 <{to}> ines unknown" if at == "RCPT" else ""
    post.run(sending)
    assert only().state == DeliveryState.FAILED
    assert "ines" not in only().error
    assert suppressed("Ines@Quay.example")
    assert Subscription.objects.get().end_reason == "bounced"


def test_a_refusal_for_policy_costs_one_digest_and_three_in_a_row_the_subscription(
    sending: Sending, sink: Sink, clock: post.Clock
) -> None:
    row = post.subscription("ines@quay.example")
    sink.script = lambda _to, at: "554 5.7.1 looks like bulk" if at == "END" else ""
    for day in (10, 11, 12):
        assert not suppressed(row.address)
        clock.now = NOW + timedelta(days=day)
        Delivery.objects.create(
            subscription=row, period=f"2026-03-{day}", due_at=clock.now, created_at=clock.now, domain="quay.example"
        )
        post.run(sending)
    assert post.states() == {"failed": 3}
    assert suppressed(row.address)


def test_a_connection_lost_after_the_mail_leaves_it_uncertain_and_never_sent_again(
    sending: Sending, sink: Sink, clock: post.Clock
) -> None:
    post.due("ines@quay.example", "oswin@beacon.example")
    sink.script = lambda to, at: DROP if at == "END" and to.startswith("ines") else ""
    post.run(sending)
    clock.forward(days=2)
    reap_deliveries(clock.now)
    post.run(sending)
    assert post.states() == {"uncertain": 1, "sent": 1}
    assert sorted(sink.recipients()) == ["ines@quay.example", "oswin@beacon.example"]


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_a_connection_lost_before_the_mail_is_no_loss(
    sending: Sending, sink: Sink, clock: post.Clock, stage: str
) -> None:
    post.due("ines@quay.example")
    first = iter([DROP])
    sink.script = lambda _to, at: next(first, "") if at == stage else ""
    post.run(sending)
    clock.forward(minutes=6)
    post.run(sending)
    assert sink.recipients() == ["ines@quay.example"]
    assert only().state == DeliveryState.SENT


def test_a_server_that_says_nothing_to_the_end_leaves_the_mail_uncertain(sink: Sink, clock: post.Clock) -> None:
    post.due("ines@quay.example")
    sink.script = lambda _to, at: MUTE if at == "END" else ""
    with post.smtp(sink, timeout_s=0.3) as door:
        post.run(Sending(clock, door, post.plain))
    assert only().state == DeliveryState.UNCERTAIN


def test_a_mistake_right_before_the_mail_does_not_spoil_the_next_one(door: SmtpDoor, sink: Sink) -> None:
    def breaks() -> bool:
        raise LookupError

    (row,) = post.due("ines@quay.example")
    with pytest.raises(LookupError):
        door.deliver(post.plain(row), "oswin@beacon.example", breaks)
    assert door.deliver(post.plain(row), "ines@quay.example").outcome is Outcome.ACCEPTED
    assert sink.recipients() == ["ines@quay.example"]


def test_our_own_server_being_down_is_nobodys_failure(sending: Sending, sink: Sink, clock: post.Clock) -> None:
    post.due("ines@quay.example")
    with post.smtp(sink) as door, override_settings(EMAIL_PORT=1), pytest.raises(RelayDownError):
        Sending(clock, door, post.plain).one_round()
    assert (only().state, only().attempts) == (DeliveryState.CREATED, 0)
    assert post.run(sending) == 0  # it rests for a minute
    clock.forward(minutes=2)
    assert post.run(sending) == 1
    assert not MailDomain.objects.exists()


@pytest.mark.parametrize("act", ["unsubscribe", "suppress", "delete", "move", "pause", "close"])
def test_whoever_leaves_right_before_the_mail_itself_gets_nothing(
    door: SmtpDoor, clock: post.Clock, sink: Sink, act: str, django_user_model: type[User]
) -> None:
    row = post.due("ines@quay.example")[0].subscription
    same = Subscription.objects.filter(pk=row.pk)
    same.update(account=django_user_model.objects.create_user("ines"))
    acts = {
        "unsubscribe": lambda: same.update(ended_at=NOW),
        "suppress": lambda: suppress("Ines@quay.example", "complained", NOW),
        "delete": lambda: django_user_model.objects.all().delete(),
        "move": lambda: same.update(address="elsewhere@beacon.example"),
        "pause": lambda: pause("desk", "wrong stories", NOW),
        "close": lambda: django_user_model.objects.update(is_active=False),
    }
    late = Late(door, acts[act])
    Sending(clock, late, post.plain).one_round()
    assert late.acted
    assert sink.taken == []
    assert ("DATA", "ines@quay.example") not in sink.asked
    if act in {"unsubscribe", "suppress", "close"}:
        assert only().state == DeliveryState.SKIPPED
    assert resume(NOW) == (act == "pause")
    post.run(Sending(clock, door, post.plain))
    assert sink.recipients() == {"move": ["elsewhere@beacon.example"], "pause": ["ines@quay.example"]}.get(act, [])


class Late:
    """The real door; somebody acts after the server has agreed to the recipient."""

    def __init__(self, inner: Door, act: Callable[[], object]) -> None:
        self._inner, self._act, self.acted = inner, act, False

    def deliver(self, message: Message, to: str, may_go: MayGo) -> Reply:
        def acting() -> bool:
            self.acted = bool(self._act()) or True
            return may_go()

        return self._inner.deliver(message, to, acting)

    def close(self) -> None:
        self._inner.close()


def test_nothing_to_tell_sends_nothing(sending: Sending, sink: Sink) -> None:
    post.due("ines@quay.example")
    sending.compose = lambda _delivery: None
    post.run(sending)
    assert only().state == DeliveryState.SKIPPED
    assert sink.connections == 0


def test_a_digest_that_cant_be_made_does_not_hold_up_the_others(
    sending: Sending, sink: Sink, clock: post.Clock
) -> None:
    post.due("ines@quay.example", "oswin@beacon.example")

    def breaks(delivery: Delivery) -> object:
        if delivery.domain == "quay.example":
            raise ZeroDivisionError
        return post.plain(delivery)

    sending.compose = breaks  # type: ignore[assignment]
    with pytest.raises(ZeroDivisionError):
        sending.one_round()
    post.run(sending)
    assert sink.recipients() == ["oswin@beacon.example"]
    sending.compose = post.plain
    clock.forward(minutes=6)
    post.run(sending)
    assert sink.recipients() == ["oswin@beacon.example", "ines@quay.example"]


def test_a_pause_half_way_and_a_new_worker_reach_everybody_once(
    sending: Sending, sink: Sink, door: SmtpDoor, clock: post.Clock
) -> None:
    audience = [f"reader{n}@d{n % 7}.example" for n in range(120)]
    post.due(*audience)
    sending.one_round()
    assert pause("desk", "a wrong headline", NOW)
    assert not pause("desk", "once more", NOW)
    assert sending.one_round() == 0
    assert 0 < len(sink.taken) < 120
    assert resume(NOW)
    post.run(Sending(clock, door, post.plain))
    assert sorted(sink.recipients()) == sorted(audience)
    assert sink.connections == 2  # a hundred to each
