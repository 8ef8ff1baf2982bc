"""Subscriptions, due deliveries and a small mail, for tests of sending."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

from django.test import override_settings

from stories.digests.addresses import domain_of
from stories.digests.mail import SMTP_BACKEND, SmtpDoor
from stories.digests.message import Message
from stories.digests.steps.send import Sending
from stories.models import Delivery, DeliveryState, Subscription
from tests.digests.sink import Sink
from tests.make import NOW

_numbers = count(1)


def subscription(address: str = "", **fields: Any) -> Subscription:
    """A confirmed daily one, for seven o'clock."""
    address = address or f"reader{next(_numbers)}@quay.example"
    return Subscription.objects.create(address=address, **{"confirmed_at": NOW - timedelta(days=30)} | fields)


def due(*addresses: str, period: str = "2026-03-10", **fields: Any) -> list[Delivery]:
    """A delivery that is due at NOW for each address."""
    return [
        Delivery.objects.create(
            subscription=subscription(address),
            period=period,
            domain=domain_of(address),
            **{"due_at": NOW, "created_at": NOW} | fields,
        )
        for address in addresses
    ]


def plain(delivery: Delivery) -> Message:
    """A short mail with what the headers need."""
    return Message(
        "Your digest",
        "<p>Ferry council votes</p>",
        "Ferry council votes\n.a line that begins with a dot\n",
        (("Message-ID", f"<digest.{delivery.subscription_id}.{delivery.period}@news.example>"),),
    )


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> Any:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@contextmanager
def smtp(sink: Sink, timeout_s: float = 30.0) -> Iterator[SmtpDoor]:
    """The real door to the sink."""
    where = {"EMAIL_BACKEND": SMTP_BACKEND, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": sink.port}
    open_ = {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, "EMAIL_HOST_USER": "", "EMAIL_TIMEOUT": timeout_s}
    with override_settings(**where, **open_, DEFAULT_FROM_EMAIL="Desk <digest@news.example>"):
        door = SmtpDoor()
        try:
            yield door
        finally:
            door.close()


def run(sending: Sending) -> int:
    """Rounds until nothing is left to do now."""
    total = 0
    while done := sending.one_round():
        total += done
    return total


def states() -> dict[str, int]:
    """How many deliveries are in each state."""
    found: dict[str, int] = {}
    for state in Delivery.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def sent() -> int:
    return Delivery.objects.filter(state=DeliveryState.SENT).count()
