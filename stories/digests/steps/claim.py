"""Taking deliveries in hand, giving them back, and the last look before the first byte."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from stories.digests.lanes import PROBES
from stories.digests.message import Message
from stories.digests.steps.marking import Taken, mark
from stories.digests.steps.suppressed import key_of
from stories.models import Delivery, DeliveryState, MailDomain, MailPause, Subscription, Suppression

AT_ONCE: Final = 50
RELAY: Final = "(our own relay)"  # the lane of everything: slowed when the server that takes our mail can't be reached


class LostError(Exception):
    """The claim ran out and somebody else has the delivery in hand."""


class PutBackError(Exception):
    """Not now: digests are paused, or the address has changed since the mail was made."""


class EndedError(Exception):
    """Never: the subscription is over or its address must not get mail. In an editor's words."""


def claim_due(now: datetime) -> list[Delivery]:
    """Deliveries that nobody else has in hand and whose lanes are free, marked as ours until the claim runs out."""
    slowed = MailDomain.objects.filter(slowed_until__gt=now)
    if MailPause.objects.filter(ended_at__isnull=True).exists() or slowed.filter(domain=RELAY).exists():
        return []
    with transaction.atomic():
        taken = [*_due(now).exclude(domain__in=MailDomain.objects.values("domain"))[:AT_ONCE]]
        for domain in MailDomain.objects.exclude(pk__in=slowed).values_list("domain", flat=True):
            taken += _due(now).filter(domain=domain)[:PROBES]
        Delivery.objects.filter(pk__in=taken).update(
            state=DeliveryState.SENDING, claimed_at=now, handed_at=None, attempts=F("attempts") + 1
        )
    mine = Delivery.objects.filter(pk__in=taken).select_related("subscription__account")
    return list(mine.order_by("due_at", "pk"))


def _due(now: datetime) -> QuerySet[Delivery, int]:
    due = Delivery.objects.filter(state=DeliveryState.CREATED, due_at__lte=now).order_by("due_at", "pk")
    return due.select_for_update(skip_locked=True).values_list("pk", flat=True)


def in_hand(deliveries: Iterable[Delivery]) -> QuerySet[Delivery]:
    """Those of the claimed rows that are still ours; all of one claim."""
    rows = list(deliveries)
    fence = rows[0].claimed_at if rows else None
    return Delivery.objects.filter(pk__in=[row.pk for row in rows], state=DeliveryState.SENDING, claimed_at=fence)


def give_back(deliveries: Iterable[Delivery]) -> None:
    """Claimed rows whose turn didn't come are there for the next round, as if nothing had been."""
    in_hand(deliveries).filter(handed_at__isnull=True).update(
        state=DeliveryState.CREATED, claimed_at=None, attempts=F("attempts") - 1
    )


def mark_handing(delivery: Delivery, message: Message, now: datetime, taken: Taken | None = None) -> None:
    """Durably note that from here on the mail may arrive, unless something speaks against it by now.

    taken: the mail before this one, noted in any case. Raises EndedError, PutBackError or LostError with nothing
    else noted.
    """
    if not mark(delivery, message, now, taken):
        _must_be_live(Subscription.objects.filter(pk=delivery.subscription_id).first(), delivery)
        _say_why(delivery, key_of(delivery.subscription.address))


def _must_be_live(subscription: Subscription | None, delivery: Delivery) -> None:
    if subscription is None:
        raise LostError
    if subscription.ended_at or not subscription.confirmed_at:
        raise EndedError("the subscription had ended")
    if subscription.address != delivery.subscription.address:
        raise PutBackError
    account = delivery.subscription.account
    if account and not type(account)._default_manager.filter(pk=account.pk, is_active=True).exists():
        raise EndedError("the account was closed")


def _say_why(delivery: Delivery, key: str) -> None:
    if not in_hand([delivery]).filter(handed_at__isnull=True).exists():
        raise LostError
    if Suppression.objects.filter(address_key=key).exists():
        raise EndedError("the address must not get mail")
    raise PutBackError
