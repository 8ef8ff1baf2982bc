"""A subscription that takes the place of an earlier one of its address: one digest a day and address, all the same."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from stories.models import Delivery, DeliveryState, Rhythm, Subscription

WORDS: Final = "this period's digest had been handed over for an earlier subscription of the address"


def carry_over(row: Subscription) -> None:
    """Give the subscription the last period that its address was served with by another one of the same rhythm.

    So a stop and a new ask with a later hour bring no second digest that day; the planner sees it as served. Call it
    in the transaction that makes the subscription live.
    """
    weeks = Q(period__contains="W")
    handed = Delivery.objects.filter(
        weeks if row.rhythm == Rhythm.WEEKLY else ~weeks,
        subscription__address__iexact=row.address,
        subscription__rhythm=row.rhythm,
        handed_at__isnull=False,
    )
    last = handed.exclude(subscription=row).order_by("-period").first()
    if last is None:
        return
    values = {
        "state": DeliveryState.SKIPPED,
        "due_at": last.due_at,
        "created_at": last.created_at,
        "domain": last.domain,
        "error": WORDS,
    }
    Delivery.objects.get_or_create(subscription=row, period=last.period, defaults=values)
