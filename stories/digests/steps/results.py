"""What became of a claimed delivery, written only while the claim is ours."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from stories.digests.outcome import REFUSALS_TO_SUPPRESS, Reply, next_wait
from stories.digests.steps.claim import in_hand
from stories.digests.steps.shutting import shut_out
from stories.digests.steps.suppressed import BOUNCED
from stories.models import Delivery, DeliveryState

GIVEN_UP: Final = "given up: "


def uncertain(delivery: Delivery, words: str) -> None:
    """Nobody knows whether the server has it: it isn't sent again, and counted."""
    in_hand([delivery]).update(state=DeliveryState.UNCERTAIN, error=words)


def ended(delivery: Delivery, words: str) -> None:
    """Nothing is sent for this period, and that is right."""
    in_hand([delivery]).filter(handed_at__isnull=True).update(state=DeliveryState.SKIPPED, error=words)


def refused_for_now(delivery: Delivery, words: str, now: datetime) -> None:
    """Another try later, until a day is over."""
    _again(in_hand([delivery]), delivery, words, now)


def put_off(delivery: Delivery, words: str, now: datetime) -> None:
    """A digest that can't be made doesn't hold up the others; what may have gone out is left as it is."""
    _again(in_hand([delivery]).filter(handed_at__isnull=True), delivery, words, now)


def _again(rows: QuerySet[Delivery], delivery: Delivery, words: str, now: datetime) -> None:
    wait = next_wait(delivery.attempts, now - delivery.created_at)
    if wait is None:
        rows.update(state=DeliveryState.FAILED, error=GIVEN_UP + words)
        return
    rows.update(state=DeliveryState.CREATED, due_at=now + wait, claimed_at=None, handed_at=None, error=words)


def refused_for_good(delivery: Delivery, reply: Reply, now: datetime) -> None:
    """No more of this digest; no more of any where nobody is there, or three in a row were refused."""
    with transaction.atomic():
        # The subscription first, as everybody locks them.
        if reply.nobody_there or _refused_before(delivery) >= REFUSALS_TO_SUPPRESS - 1:
            shut_out(delivery.subscription.address, BOUNCED, now)
        in_hand([delivery]).update(state=DeliveryState.FAILED, error=reply.words)


def _refused_before(delivery: Delivery) -> int:
    """How many of the latest digests were refused for good, up to the last that was not."""
    earlier = Delivery.objects.filter(subscription_id=delivery.subscription_id).exclude(pk=delivery.pk)
    states = (
        earlier.exclude(state=DeliveryState.SKIPPED).order_by("-created_at", "-pk").values_list("state", "error")[:5]
    )
    count = 0
    for state, error in states:
        if state != DeliveryState.FAILED or error.startswith(GIVEN_UP):
            break
        count += 1
    return count
