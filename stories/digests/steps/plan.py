"""Who is due: a row per subscription and local period, made once whoever asks how often."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from stories.digests.addresses import domain_of
from stories.digests.periods import Period, is_week, period_of
from stories.models import Delivery, Subscription

AT_ONCE: Final = 1_000
# Somebody who flies east, or turns to another rhythm, isn't written to twice in a morning.
LEAST_GAP: Final = timedelta(hours=6)
# A period further ahead than any zone is one of a clock that was wrong for a while, and holds nobody back.
FUTURE: Final = timedelta(days=2)


def plan_due(now: datetime) -> int:
    """How many deliveries were made of what is due at `now`. Like subscriptions are asked about together."""
    slots = Subscription.objects.live().order_by().values_list("rhythm", "weekday", "hour", "zone").distinct()
    return sum(
        _plan(Q(rhythm=rhythm, weekday=weekday, hour=hour, zone=zone), period, now)
        for rhythm, weekday, hour, zone in slots
        if (period := period_of(rhythm, weekday, hour, zone, now))
    )


def _plan(slot: Q, period: Period, now: datetime) -> int:
    waiting = Subscription.objects.live().filter(slot, ~_served(period, now), confirmed_at__lte=period.due_at)
    made, after = 0, 0
    while rows := list(waiting.filter(pk__gt=after).order_by("pk").values_list("pk", "address")[:AT_ONCE]):
        Delivery.objects.bulk_create(
            [
                Delivery(
                    subscription_id=pk,
                    period=period.key,
                    due_at=period.due_at,
                    domain=domain_of(address),
                    created_at=now,
                )
                for pk, address in rows
            ],
            ignore_conflicts=True,  # another planner may be at it
        )
        made, after = made + len(rows), rows[-1][0]
    return made


def _served(period: Period, now: datetime) -> Exists:
    """Those with a delivery of this period or a later one, which a change of zone may bring, or of just now."""
    weeks = Q(period__contains="W")
    same_kind = weeks if is_week(period.key) else ~weeks
    later = same_kind & Q(period__gte=period.key, due_at__lte=now + FUTURE)
    recent = Q(created_at__gt=now - LEAST_GAP, created_at__lte=now)
    return Exists(Delivery.objects.filter(Q(period=period.key) | later | recent, subscription=OuterRef("pk")))
