"""Senders of digests killed at every point: no mail twice, none lost but where no mail system could know."""

import itertools
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from stories import posting
from stories.coverage.step import recount, refresh_standings
from stories.digests.addresses import domain_of
from stories.management.invariants import breaches
from stories.models import Delivery, DeliveryState, Subscription
from stories.scales import Lean
from tests import make
from tests.digests.sink import Sink
from tests.faults.test_kills import blocked_at, forget_all, locked
from tests.faults.test_races import waiting_for_a_row
from tests.faults.workers import Workers, environment

pytestmark = [pytest.mark.django_db(transaction=True)]

BOUND_S = 120.0  # far over what is needed: a slow machine must not fail a test
AT_ONCE = 3  # digests due before each kill
numbers = itertools.count(1)
Act = Callable[[Sink, Workers, Callable[..., object]], datetime]  # makes some due; the moment of the kill


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def sender(sink: Sink, tmp_path: Path) -> Iterator[Workers]:
    """A worker that sends to the sink, and a story to write of."""
    forget_all()
    outlets = [make.outlet(lean=lean) for lean in (Lean.LEFT, Lean.CENTER, Lean.RIGHT)]
    refresh_standings([outlet.pk for outlet in outlets], timezone.now())
    at = timezone.now() - timedelta(hours=1)
    story = make.story(*(make.article(outlet, published_at=at) for outlet in outlets))
    recount([story.pk], timezone.now())
    running = Workers(tmp_path, environment(EMAIL_URL=sink.url, NEWSDESK_MAIL_TIMEOUT_S="60"))
    running.start("digest")
    yield running
    running.kill_all()
    forget_all()


def test_senders_killed_three_times_at_each_point_double_nothing(sender: Workers, sink: Sink) -> None:
    for point in POINTS:
        killed(point, 3, sender, sink)


NAMES = (
    *("before the claim", "after the claim", "in the mail"),
    *("before the note", "in the note", "after the note", "in the last note"),
)


@pytest.mark.soak
@pytest.mark.parametrize("point", NAMES)
def test_a_sender_killed_fifty_times_at_a_point_doubles_nothing(sender: Workers, sink: Sink, point: str) -> None:
    lost, uncertain = killed(point, 50, sender, sink)
    print(f"\n{point}: 50 kills, 0 doubled, {uncertain} uncertain, {lost} of them lost")


def killed(point: str, times: int, sender: Workers, sink: Sink) -> tuple[int, int]:
    """Kill the sender at the point so often, then let all go out: how many were lost, how many are uncertain."""
    Subscription.objects.all().delete()
    sink.taken.clear()
    acts, audience = itertools.cycle(POINTS[point]), set[str]()
    for _time in range(times):
        time_passes(next(acts)(sink, sender, lambda number=AT_ONCE: audience.update(due(number))))
        drained(sender)
    return all_is_right(point, times, audience, sink)


def all_is_right(point: str, times: int, audience: set[str], sink: Sink) -> tuple[int, int]:
    got = sink.recipients()
    lost = audience - set(got)
    uncertain = Delivery.objects.filter(state=DeliveryState.UNCERTAIN)
    unsure = set(uncertain.values_list("subscription__address", flat=True))
    assert len(got) == len(set(got)), "a mail went out twice"
    assert set(got) <= audience
    assert lost <= unsure
    assert len(unsure) == (0 if point in SAFE else times)
    assert len(lost) == LOST.get(point, lambda _times: 0)(times)
    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == len(audience) - len(unsure)
    assert [breach for breach in breaches(timezone.now()) if "delivery" in breach.invariant] == []
    return len(lost), len(unsure)


@transaction.atomic  # else a sender at work for an earlier hint claims the first alone, or plans it itself
def due(number: int) -> set[str]:
    """The addresses of so many more digests that are due now."""
    now = timezone.now()
    addresses = [f"reader{next(numbers)}@quay{n}.example" for n in range(number)]
    for address in addresses:
        row = Subscription.objects.create(address=address, confirmed_at=now)
        Delivery.objects.create(
            subscription=row, period=f"{now:%Y-%m-%d}", due_at=now, created_at=now, domain=domain_of(address)
        )
    return set(addresses)


def killed_at(sender: Workers) -> datetime:
    now = timezone.now()
    sender.kill_child("digest")
    return now


def before_the_claim(sink: Sink, sender: Workers, make_due: Callable[..., object]) -> datetime:
    with locked("stories_delivery"):  # first, as the holds below are: an earlier hint may still be under way
        make_due()
        posting.send_mail.delay()
        comes(lambda: blocked_at("stories_delivery"), sender)
        return killed_at(sender)


def at(stage: str) -> Act:
    """Killed while the server has the sender wait at the stage."""

    def act(sink: Sink, sender: Workers, make_due: Callable[..., object]) -> datetime:
        sink.hold(stage)
        make_due()
        posting.send_mail.delay()
        comes(lambda: sink.held(stage) > 0, sender)
        moment = killed_at(sender)
        sink.release(stage)
        comes(lambda: sink.held(stage) == 0, sender)
        return moment

    return act


def next_at(stage: str) -> Act:
    """Killed at the stage of the next mail, while the yes to the one before is known to the sender alone, or noted."""

    def act(sink: Sink, sender: Workers, make_due: Callable[..., object]) -> datetime:
        sink.hold("END")
        make_due()
        posting.send_mail.delay()
        comes(lambda: sink.held("END") > 0, sender)
        sink.hold(stage)
        sink.release("END")
        comes(lambda: sink.held(stage) > 0, sender)
        noted = Delivery.objects.filter(subscription__address=sink.recipients()[-1], state=DeliveryState.SENT)
        assert noted.exists() == (stage == "DATA"), "the next mail's mark, right before DATA, notes the one before"
        moment = killed_at(sender)
        sink.release(stage)
        comes(lambda: sink.held(stage) == 0, sender)
        return moment

    return act


def in_the_note(number: int) -> Act:
    """Killed while the note waits for the database: in the next mail's mark, or alone after the last of so many."""

    def act(sink: Sink, sender: Workers, make_due: Callable[..., object]) -> datetime:
        sink.hold("END")
        make_due(number)
        posting.send_mail.delay()
        comes(lambda: sink.held("END") > 0, sender)
        with transaction.atomic():
            handed = Delivery.objects.filter(state=DeliveryState.SENDING, handed_at__isnull=False)
            assert len(handed.select_for_update()) == 1
            sink.release("END")
            comes(lambda: bool(waiting_for_a_row()), sender)
            moment = killed_at(sender)
            hang_up_waiting()  # else the statement that it sent would still be carried out
        return moment

    return act


POINTS: dict[str, tuple[Act, ...]] = {
    "before the claim": (before_the_claim,),
    "after the claim": (at("RCPT"),),
    "in the mail": (at("DATA"), at("END")),  # the server has it in every second
    "before the note": (next_at("RCPT"),),
    "in the note": (in_the_note(AT_ONCE),),
    "after the note": (next_at("DATA"),),  # of the mail before; the one whose mark brought it is lost
    "in the last note": (in_the_note(1),),
}
SAFE = ("before the claim", "after the claim")
LOST: dict[str, Callable[[int], int]] = {"in the mail": lambda times: (times + 1) // 2, "after the note": int}


def comes(question: Callable[[], bool], sender: Workers) -> None:
    until = time.monotonic() + BOUND_S
    while not question():
        if time.monotonic() > until:
            rows = list(Delivery.objects.values_list("pk", "state", "attempts", "due_at", "error"))
            pytest.fail(f"{rows}\n{sender.said()}")
        time.sleep(0.02)


def drained(sender: Workers) -> None:
    """All that is left goes out."""
    waiting = Delivery.objects.filter(state__in=[DeliveryState.CREATED, DeliveryState.SENDING])

    def is_done() -> bool:
        posting.send_mail.delay()
        time.sleep(0.1)
        return not waiting.exists()

    comes(is_done, sender)


def time_passes(moment: datetime) -> None:
    """Minutes go by for what the dead sender had in hand; its successor's claims are later ones."""
    Delivery.objects.filter(state=DeliveryState.SENDING, claimed_at__lte=moment).update(
        claimed_at=F("claimed_at") - timedelta(minutes=5), handed_at=F("handed_at") - timedelta(minutes=20)
    )


def hang_up_waiting() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid' "
            "AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
        )
