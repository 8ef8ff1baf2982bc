"""bench digests: mails per second against a bare smtplib loop to the same sink, and memory by the size of the audience.

The sink is a process of its own (aiosmtpd, which requirements-dev.txt brings). The loop sends ready bytes of the very
mail that the digest's sender chooses, renders, claims, marks and notes one by one.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import resource
import smtplib
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from statistics import median
from typing import Final

from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone

from stories.digests.mail import MAILS_PER_CONNECTION, SMTP_BACKEND, MayGo, SmtpDoor, at_once, written
from stories.digests.message import Message
from stories.digests.outcome import Outcome, Reply
from stories.digests.steps.compose import Composer
from stories.digests.steps.plan import plan_due
from stories.digests.steps.send import Sending
from stories.management.benches.paired import PAIRS, NothingToMeasureError, Row, at_least, row
from stories.management.benches.scratch import scratch_database
from stories.management.benches.seeding import Size, seed
from stories.models import Delivery, DeliveryState, Subscription
from stories.posting import SENDERS, send_side_by_side

LEAST_BY_LOOP: Final = 0.8
MOST_MEMORY: Final = 1.05
MAILS: Final = 1_200  # of each way in a pair: some seconds, as a run has many
FEW, MANY = 1_000, 100_000
NEWSROOM: Final = Size(articles=1_500, stories=200)
SENDER: Final = "digests@bench.example"
ROWS_AT_ONCE: Final = 5_000

_processes = multiprocessing.get_context("fork")


def run(pairs: int = PAIRS) -> list[Row]:
    """All figures, on a database of their own; the two audiences take some minutes."""
    with scratch_database():
        now = timezone.now()
        seed(NEWSROOM, now, lambda _words: None)
        return [*_speed(pairs), *_memory()]


def _speed(pairs: int) -> list[Row]:
    ways = (_digests_per_s, _loop_per_s, _loops_per_s)
    found: dict[Callable[[int], float], list[float]] = {way: [] for way in ways}
    with _sink() as port, _mail_by(port):
        _warm_up()
        for number in range(pairs):
            for way in ways if number % 2 else reversed(ways):
                found[way].append(way(port))
    ours, loop, loops = (found[way] for way in ways)
    to_one, to_many = (median(a / b for a, b in zip(ours, theirs, strict=True)) for theirs in (loop, loops))
    return [
        row(f"digests sent by the {SENDERS} senders of one worker", round(median(ours), 1), "per s"),
        row("mails of a bare smtplib loop to the same sink", round(median(loop), 1), "per s"),
        row(f"mails of {SENDERS} bare loops side by side", round(median(loops), 1), "per s"),
        row("size of a mail", len(_ready()), "bytes"),
        at_least("digests ÷ mails of the loop, per s, median of pairs", round(to_one, 3), "ratio", LEAST_BY_LOOP),
        row(f"digests ÷ mails of {SENDERS} loops, per s, median of pairs", round(to_many, 3), "ratio"),
    ]


def _memory() -> list[Row]:
    """Peaks of the sending process, apart from any server, which has all its mails taken at once."""
    few, many = (_peak_mb(size) for size in (FEW, MANY))
    return [
        row(f"peak memory for {FEW:,} recipients", round(few, 1), "MB"),
        row(f"peak memory for {MANY:,} recipients", round(many, 1), "MB"),
        row("memory for the many ÷ the few", round(many / few, 4), "ratio", MOST_MEMORY),
    ]


def _peak_mb(size: int) -> float:
    """Planning and sending to so many in a process that begins as this one is."""
    connection.close()
    readers = _processes.Process(target=_audience, args=(size,))  # else this process would grow before it is forked
    readers.start()
    readers.join()
    here, there = _processes.Pipe()
    child = _processes.Process(target=_send_all, args=(there,))
    child.start()
    there.close()
    peak_kb: int = here.recv()
    child.join()
    return peak_kb / (1 if sys.platform != "darwin" else 1024) / 1024


def _send_all(there: Connection) -> None:
    """In the child: everything that is due goes out through a door that takes it."""
    now = timezone.now()
    plan_due(now)
    composer = Composer(now)
    sending = Sending(timezone.now, _Open(), composer.compose, composer.read)
    while sending.one_round():
        pass
    if Delivery.objects.exclude(state=DeliveryState.SENT).exists():
        raise NothingToMeasureError("Not every digest was sent.")
    there.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


class _Open:
    """A door that makes the mail and takes it."""

    def deliver(self, message: Message, to: str, may_go: MayGo = at_once) -> Reply:
        written(message, to)
        return Reply(Outcome.ACCEPTED if may_go() else Outcome.HELD_BACK)

    def close(self) -> None:
        """Nothing is open."""


def _audience(size: int) -> None:
    """So many daily subscriptions for this hour, of some zones' worth of like wishes, and nobody else."""
    Delivery.objects.all().delete()
    Subscription.objects.all().delete()
    now = timezone.now()
    for start in range(0, size, ROWS_AT_ONCE):
        Subscription.objects.bulk_create(
            _subscriber(number, now) for number in range(start, min(start + ROWS_AT_ONCE, size))
        )


def _subscriber(number: int, now: datetime) -> Subscription:
    return Subscription(
        address=f"reader{number}@d{number % 50}.example",
        hour=(now - timedelta(hours=1)).hour,
        number=5 + number % 4,
        confirmed_at=now - timedelta(days=30),
    )


def _warm_up() -> None:
    _audience(20)
    plan_due(timezone.now())
    send_side_by_side(SmtpDoor)


def _digests_per_s(_port: int) -> float:
    """As the worker does it, from the claim to the note; planning isn't of the loop's work and not measured."""
    _audience(MAILS)
    plan_due(timezone.now())
    begin = time.perf_counter()
    send_side_by_side(SmtpDoor)
    return MAILS / (time.perf_counter() - begin)


def _ready() -> bytes:
    """One of the mails, as bytes."""
    delivery = Delivery.objects.select_related("subscription__account").latest("pk")
    message = Composer(timezone.now()).compose(delivery)
    if message is None:
        raise NothingToMeasureError("There is nothing to write of.")
    return written(message, delivery.subscription.address)


def _loop_per_s(port: int) -> float:
    addresses = list(Subscription.objects.values_list("address", flat=True))
    body, begin = _ready(), time.perf_counter()
    _loop(port, body, addresses)
    return len(addresses) / (time.perf_counter() - begin)


def _loops_per_s(port: int) -> float:
    """As many loops side by side as a worker has senders."""
    addresses = list(Subscription.objects.values_list("address", flat=True))
    body, begin = _ready(), time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(lambda first: _loop(port, body, addresses[first::SENDERS]), range(SENDERS)))
    return len(addresses) / (time.perf_counter() - begin)


def _loop(port: int, body: bytes, addresses: list[str]) -> None:
    for start in range(0, len(addresses), MAILS_PER_CONNECTION):
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            for address in addresses[start : start + MAILS_PER_CONNECTION]:
                smtp.sendmail(SENDER, [address], body)


@contextmanager
def _mail_by(port: int) -> Iterator[None]:
    where = {"EMAIL_BACKEND": SMTP_BACKEND, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_TIMEOUT": 60.0}
    plain = {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, "EMAIL_HOST_USER": "", "DKIM_KEY": ""}
    with override_settings(**where, **plain, DEFAULT_FROM_EMAIL=SENDER):
        yield


@contextmanager
def _sink() -> Iterator[int]:
    """A server in a process of its own that takes every mail and keeps none; its port."""
    here, there = _processes.Pipe()
    connection.close()
    child = _processes.Process(target=_serve, args=(there,), daemon=True)
    child.start()
    there.close()
    try:
        yield here.recv()
    finally:
        child.terminate()
        child.join()


def _serve(there: Connection) -> None:
    from aiosmtpd.smtp import SMTP  # here: only a developer's installation has it

    logging.disable(logging.INFO)  # it says every line of every mail

    class Taking:
        async def handle_DATA(self, _server: object, _session: object, _envelope: object) -> str:  # noqa: N802
            return "250 taken"

    async def main() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Taking(), hostname="sink.example"), "127.0.0.1", 0)
        there.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())
