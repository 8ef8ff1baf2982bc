"""Confirming: what a link from a mail may change once its button is pressed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from stories.digests.steps.carrying import carry_over
from stories.digests.steps.noting import lock_mailbox
from stories.digests.steps.suppressed import lift
from stories.digests.steps.tokens import BadTokenError, OldTokenError, fingerprint, read_confirm
from stories.models import Gift, Subscription


class Standing(StrEnum):
    """How the ask of a link stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    OLD = "old"  # the link is older than a week
    ENDED = "ended"
    OTHER_ADDRESS = "other_address"  # the subscription has moved since
    UNKNOWN = "unknown"  # never asked, or forgotten since


GONE: Final = (Standing.ENDED, Standing.OTHER_ADDRESS, Standing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link is about; waiting: the asks of its address that one press confirms, the link's own first."""

    standing: Standing
    subscription: Subscription | None = None
    waiting: tuple[Subscription, ...] = ()


def asked(token: str) -> Asked:
    """How the ask of a confirmation link stands. Changes nothing. BadTokenError."""
    try:
        row_id, address_print = read_confirm(token)
    except OldTokenError as old:
        found = _standing(old.row_id, old.address_print)
        return Asked(Standing.OLD, found.subscription) if found.standing is Standing.WAITING else found
    return _standing(row_id, address_print)


@transaction.atomic
def confirm(token: str, now: datetime, only: Collection[int] | None = None) -> Asked:
    """Confirm the link's ask and those others of its address that `only` names; None is the link's alone.

    Safe to repeat. An ask that is older than the link's age, or ended, stays as it is. BadTokenError.
    """
    found = asked(token)
    if found.standing is not Standing.WAITING or found.subscription is None:
        return found
    address = found.subscription.address
    lock_mailbox(address)
    wanted = {found.subscription.pk} if only is None else set(only)
    rows = _waiting(address).select_for_update().filter(pk__in=wanted)
    confirmed = [row for row in rows if _fits(row, wanted)]
    for row in confirmed:
        Subscription.objects.filter(pk=row.pk).update(confirmed_at=now, gift=_taken(row.gift_id, now))
        carry_over(row)
    if confirmed:
        lift(address)
    return asked(token)


def _fits(row: Subscription, wanted: Collection[int]) -> bool:
    return row.pk in wanted and row.confirmed_at is None and row.ended_at is None


def _taken(gift_id: int | None, now: datetime) -> int | None:
    """The gift, counted once more, while it lasts; else the subscription is nobody's gift."""
    lasting = Q(taken__lt=F("limit")) & (Q(ends_at__isnull=True) | Q(ends_at__gt=now))
    counted = Gift.objects.filter(lasting, pk=gift_id).update(taken=F("taken") + 1) if gift_id else 0
    return gift_id if counted else None


def _standing(row_id: int, address_print: str) -> Asked:
    row = Subscription.objects.filter(pk=row_id).first()
    if row is None:
        return Asked(Standing.UNKNOWN)
    if row.ended_at is not None:
        return Asked(Standing.ENDED, row)
    if fingerprint(row.address) != address_print:
        return Asked(Standing.OTHER_ADDRESS)
    if row.confirmed_at is not None:
        return Asked(Standing.CONFIRMED, row)
    others = _waiting(row.address).exclude(pk=row.pk).order_by("pk")
    return Asked(Standing.WAITING, row, (row, *others))


def _waiting(address: str) -> QuerySet[Subscription]:
    return Subscription.objects.filter(address__iexact=address, confirmed_at__isnull=True, ended_at__isnull=True)


__all__ = ["GONE", "Asked", "BadTokenError", "Standing", "asked", "confirm"]
