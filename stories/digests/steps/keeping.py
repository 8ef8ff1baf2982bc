"""Forgetting: what the privacy page says is kept for so long is kept no longer. Safe to repeat."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from stories.digests.keeping import DELIVERIES_DAYS, ENDED_DAYS, GIFTS_DAYS, UNCONFIRMED_DAYS
from stories.models import Delivery, Gift, Notice, Subscription

AT_ONCE: Final = 5_000  # rows of a kind in one turn; the next turn goes on


def forget_due(now: datetime) -> int:
    """How many rows were deleted or erased."""
    return _unconfirmed(now) + _ended(now) + _deliveries(now) + _notices(now) + _gifts(now)


def _unconfirmed(now: datetime) -> int:
    """Asks that nobody confirmed in time, whether refused or just left."""
    old = Subscription.objects.filter(confirmed_at__isnull=True, created_at__lt=now - timedelta(days=UNCONFIRMED_DAYS))
    return _deleted(old)


def _ended(now: datetime) -> int:
    """Ended subscriptions lose whose they were; what is left counts and names nobody."""
    over = Subscription.objects.filter(ended_at__lt=now - timedelta(days=ENDED_DAYS)).exclude(address="")
    ids = list(over.values_list("pk", flat=True)[:AT_ONCE])
    with transaction.atomic():
        Notice.objects.filter(subscription__in=ids).delete()
        rows = Subscription.objects.filter(pk__in=ids, ended_at__isnull=False)
        return rows.update(address="", account=None, gift=None, choices={}, zone="UTC")


def _deliveries(now: datetime) -> int:
    """Old digests, but of a subscription that goes on the last: its period isn't sent again."""
    same = Delivery.objects.filter(subscription=OuterRef("subscription")).order_by("-due_at", "-pk")
    old = Delivery.objects.filter(created_at__lt=now - timedelta(days=DELIVERIES_DAYS))
    return _deleted(old.exclude(Q(pk=Subquery(same.values("pk")[:1])) & Q(subscription__ended_at__isnull=True)))


def _notices(now: datetime) -> int:
    """Single mails whose links have aged; a day more, for the ledger of one mail a day."""
    return _deleted(Notice.objects.filter(created_at__lt=now - timedelta(days=UNCONFIRMED_DAYS + 1)))


def _gifts(now: datetime) -> int:
    """Gifts that ended, with their messages; the digests that came of them go on."""
    return _deleted(Gift.objects.filter(ends_at__lt=now - timedelta(days=GIFTS_DAYS)))


def _deleted(rows: QuerySet[Any]) -> int:
    found = rows.values_list("pk", flat=True)[:AT_ONCE]
    total: int = rows.model.objects.filter(pk__in=list(found)).delete()[0]
    return total
