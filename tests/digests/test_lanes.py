"""A domain that keeps refusing waits; the others don't notice."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.digests.lanes import LONGEST_PAUSE, Lane, pause_after
from stories.digests.mail import RelayDownError, SmtpDoor
from stories.digests.steps.send import Sending
from stories.models import Delivery, DeliveryState, MailDomain
from tests.digests import post
from tests.digests.sink import MUTE, Sink

pytestmark = pytest.mark.django_db
BAD = "marsh.example"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def door(sink: Sink) -> Iterator[SmtpDoor]:
    with post.smtp(sink, timeout_s=0.3) as made:
        yield made


def audience() -> None:
    """A hundred, thirty of them at the bad domain, mixed."""
    post.due(*(f"r{n}@{BAD if n % 10 < 3 else f'd{n % 5}.example'}" for n in range(100)))


def others_left() -> int:
    return Delivery.objects.exclude(domain=BAD).exclude(state=DeliveryState.SENT).count()


def test_a_domain_that_refuses_all_costs_the_others_less_than_a_fifth(sink: Sink, door: SmtpDoor) -> None:
    audience()
    sink.script = lambda to, at: "451 4.7.1 not now" if at == "RCPT" and to.endswith(BAD) else ""
    post.run(Sending(post.Clock(), door, post.plain))
    assert others_left() == 0
    assert len([1 for stage, _to in sink.asked if stage == "RCPT"]) <= 1.2 * 70
    assert MailDomain.objects.get().domain == BAD


def test_a_domain_that_says_nothing_is_waited_for_once(sink: Sink, door: SmtpDoor) -> None:
    audience()
    sink.script = lambda to, at: MUTE if at == "RCPT" and to.endswith(BAD) else ""
    post.run(Sending(post.Clock(), door, post.plain))
    assert others_left() == 0
    assert len([1 for stage, to in sink.asked if stage == "RCPT" and to.endswith(BAD)]) == 1


def test_a_domain_that_refuses_three_in_ten_is_slowed_and_reached_in_the_end(sink: Sink, door: SmtpDoor) -> None:
    audience()
    clock, tries = post.Clock(), iter(range(10_000))
    sink.script = lambda to, at: "451 4.7.1 slow" if at == "RCPT" and BAD in to and next(tries) % 10 < 3 else ""
    sending = Sending(clock, door, post.plain)
    post.run(sending)
    assert others_left() == 0
    for _hour in range(60):
        clock.forward(minutes=15)
        post.run(sending)
    assert post.states() == {"sent": 100}
    assert sink.doubled() == []


def test_a_lane_that_was_slowed_gets_a_few_at_a_time_until_it_is_sound(sink: Sink, door: SmtpDoor) -> None:
    clock, refuses = post.Clock(), [True]
    post.due(*(f"r{n}@{BAD}" for n in range(40)))
    sink.script = lambda _to, at: "452 4.2.2 full" if at == "RCPT" and refuses[0] else ""
    sending = Sending(clock, door, post.plain)
    assert post.run(sending) == 5
    refuses[0] = False
    assert post.run(sending) == 0
    clock.forward(minutes=2)
    assert sending.one_round() == 3
    clock.forward(minutes=10)
    post.run(sending)
    assert post.states() == {"sent": 40}
    assert not MailDomain.objects.exists()


def test_when_nobody_answers_it_is_our_own_server(sink: Sink, door: SmtpDoor) -> None:
    clock = post.Clock()
    post.due(*(f"r{n}@d{n}.example" for n in range(8)))
    sink.script = lambda _to, at: MUTE if at == "RCPT" else ""
    sending = Sending(clock, door, post.plain)
    with pytest.raises(RelayDownError):
        post.run(sending)
    assert len(sink.asked) == 3
    assert post.run(sending) == 0
    sink.script = lambda _to, _at: ""
    clock.forward(minutes=10)
    post.run(sending)
    assert post.states() == {"sent": 8}


@given(st.lists(st.booleans(), max_size=300))
def test_a_lane_is_in_trouble_only_if_a_quarter_of_its_latest_tries_were_refused(tries: list[bool]) -> None:
    lane = Lane()
    for taken in tries:
        lane = lane.after_taking() if taken else lane.after_refusal(silent=False)
        assert 0 <= lane.refused <= lane.tries <= 21
        if lane.is_in_trouble:
            assert lane.refused >= lane.tries / 4
    if all(tries):
        assert not lane.is_in_trouble


@given(st.integers(1, 10_000))
def test_pauses_grow_and_have_an_end(times: int) -> None:
    assert timedelta(minutes=1) <= pause_after(times) <= pause_after(times + 1) <= LONGEST_PAUSE
