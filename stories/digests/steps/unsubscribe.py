"""Stopping: at once, for good, by whoever holds a link from a mail; the last act of a reader wins."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from stories.digests.steps.noting import lock_mailbox
from stories.digests.steps.suppressed import REFUSED, UNSUBSCRIBED, suppress
from stories.digests.steps.tokens import read_stop
from stories.models import Subscription

EDITOR: Final = "editor"  # why a subscription ended that nobody but an editor ended


def stop_by_token(token: str, now: datetime) -> Subscription | None:
    """Stop the subscription of a link, mail header or mail to the stop mailbox; None for one that was never or is no
    more here. BadTokenError."""
    row_id = read_stop(token)
    return stop(row_id, now) if row_id else None


@transaction.atomic
def stop(subscription_id: int, now: datetime) -> Subscription | None:
    """End the subscription, and the one that took its place where it ended before; safe to repeat."""
    row = Subscription.objects.filter(pk=subscription_id).first()
    if row is None:
        return None
    lock_mailbox(row.address)
    same = Subscription.objects.filter(pk=row.pk)
    if row.address:
        same |= Subscription.objects.filter(address__iexact=row.address, rhythm=row.rhythm)
    _end(list(same.values_list("pk", flat=True)), now)
    row.refresh_from_db()
    return row


@transaction.atomic
def stop_everything(address: str, now: datetime, *, refuse: bool = False) -> int:
    """End every subscription of the address; how many there were. refuse: nobody may ask for it again by mail."""
    lock_mailbox(address)
    ended = _end(list(Subscription.objects.filter(address__iexact=address).values_list("pk", flat=True)), now)
    suppress(address, REFUSED if refuse else UNSUBSCRIBED, now)
    return ended


def _end(ids: list[int], now: datetime) -> int:
    """Under the rows' locks, which whoever sends takes too right before handing a mail over.

    What an editor had ended is the reader's end from here on, which no editor takes back.
    """
    rows = Subscription.objects.select_for_update().filter(pk__in=ids, ended_at__isnull=True).order_by("pk")
    found = [row.pk for row in rows]
    Subscription.objects.filter(pk__in=found).update(ended_at=now, end_reason=UNSUBSCRIBED)
    Subscription.objects.filter(pk__in=ids, end_reason=EDITOR).update(end_reason=UNSUBSCRIBED)
    return len(found)
