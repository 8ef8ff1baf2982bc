"""Addresses that get no more mail because of what their mailbox or its owner said."""

from __future__ import annotations

from datetime import datetime

from stories.digests.steps.suppressed import suppress
from stories.models import Subscription


def shut_out(address: str, reason: str, now: datetime) -> None:
    """End every subscription of the address and suppress it; reason: bounced or complained. Call it in a transaction.

    The subscriptions come first: a sender that has one of them locked is waited for, and the next sees the end.
    """
    rows = Subscription.objects.select_for_update().filter(address__iexact=address.strip(), ended_at__isnull=True)
    ended = [row.pk for row in rows.order_by("pk")]
    Subscription.objects.filter(pk__in=ended).update(ended_at=now, end_reason=reason)
    suppress(address, reason, now)
