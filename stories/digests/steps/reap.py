"""What dead or stuck senders left: claims are given back, handed mails are uncertain and never sent again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from stories.digests.outcome import LAST_TRY, next_wait
from stories.digests.steps.events import ARRIVED
from stories.digests.steps.slowing import forget_old_trouble
from stories.models import Delivery, DeliveryState, MailEvent

CLAIM_LIMIT: Final = timedelta(seconds=60)  # twice a round; a mail is back within two minutes, beat included
HANDED_LIMIT: Final = timedelta(minutes=5)  # over the longest wait for a server's last reply
CRASHES: Final = 3  # a digest that was in hand in so many crashes waits longer each time


def reap_deliveries(now: datetime) -> tuple[int, int]:
    """How many claims were given back, and how many handed mails were taken for uncertain."""
    forget_old_trouble(now)
    sending = Delivery.objects.filter(state=DeliveryState.SENDING)
    # A time ahead is of a clock that was set back.
    stale = Q(claimed_at__lt=now - CLAIM_LIMIT) | Q(claimed_at__gt=now + CLAIM_LIMIT)
    unsent = sending.filter(stale, handed_at__isnull=True)
    given_back = sum(_give_back(delivery, now) for delivery in unsent.iterator(chunk_size=500))
    old = Q(handed_at__lt=now - HANDED_LIMIT) | Q(handed_at__gt=now + HANDED_LIMIT)
    handed = sending.filter(old, handed_at__isnull=False)
    arrived = Exists(MailEvent.objects.filter(delivery=OuterRef("pk"), kind__in=ARRIVED))
    handed.filter(arrived).update(state=DeliveryState.SENT, sent_at=now)
    lost = handed.update(state=DeliveryState.UNCERTAIN, error="the sender died while the mail was being handed over")
    return given_back, lost


def _give_back(delivery: Delivery, now: datetime) -> int:
    """1 where it was still as it was read; by the fence nobody can take it for theirs afterwards."""
    ours = Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.SENDING, claimed_at=delivery.claimed_at, handed_at__isnull=True
    )
    wait = timedelta(0)
    if delivery.attempts >= CRASHES:
        longer = next_wait(delivery.attempts - CRASHES + 1, now - delivery.created_at)
        if longer is None or delivery.attempts >= LAST_TRY:
            return ours.update(state=DeliveryState.FAILED, error="its senders died each time")
        wait = longer
    return ours.update(
        state=DeliveryState.CREATED,
        claimed_at=None,
        due_at=max(delivery.due_at, now + wait) if wait else delivery.due_at,
    )
