"""What the holder of a settings link, or the account that it belongs to, may see and change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from stories.digests.asking import Wishes
from stories.digests.steps.carrying import carry_over
from stories.digests.steps.noting import lock_mailbox, note
from stories.digests.steps.subscribe import stored
from stories.digests.steps.suppressed import lift, unaskable
from stories.digests.steps.tokens import BadTokenError, OldTokenError, fingerprint, read_move, read_settings
from stories.models import Notice, NoticeKind, Subscription


class Moving(StrEnum):
    """How a change of address stands."""

    WAITING = "waiting"
    DONE = "done"
    OLD = "old"
    TAKEN = "taken"  # the new address already gets such a digest
    GONE = "gone"


def of_token(token: str) -> Subscription | None:
    """The subscription of a settings link, None once its address has changed or was erased. BadTokenError."""
    row_id, address_print = read_settings(token)
    row = Subscription.objects.filter(pk=row_id).first()
    return row if row and row.address and fingerprint(row.address) == address_print else None


def of_address(address: str) -> QuerySet[Subscription]:
    """Every subscription of the address: those that run, then those that ended lately."""
    return Subscription.objects.filter(address__iexact=address).order_by("-ended_at", "pk")


def of_account(account: Any, verified: Iterable[str]) -> QuerySet[Subscription]:
    """Those of an account: taken over, or to an address that it has verified."""
    mine = Q(account=account)
    for address in verified:
        mine |= Q(address__iexact=address)
    return Subscription.objects.filter(mine).exclude(address="").order_by("-ended_at", "pk")


def adopt(account: Any, address: str) -> int:
    """The account takes over the subscriptions of an address that it has verified; how many were not its own."""
    return Subscription.objects.filter(address__iexact=address).exclude(account=account).update(account=account)


@transaction.atomic
def change(subscription_id: int, wishes: Wishes) -> bool:
    """Keep the new settings; False where the address already has another subscription with that rhythm."""
    row = _locked(subscription_id)
    columns = wishes.columns()
    if columns["rhythm"] != row.rhythm and row.ended_at is None and _has(row.address, wishes.rhythm):
        return False
    Subscription.objects.filter(pk=row.pk).update(**columns)
    return True


@transaction.atomic
def pause(subscription_id: int, now: datetime) -> None:
    """Nothing is sent until the reader goes on; safe to repeat."""
    row = _locked(subscription_id)
    Subscription.objects.filter(pk=row.pk, paused_at__isnull=True).update(paused_at=now)


@transaction.atomic
def go_on(subscription_id: int, now: datetime) -> bool:
    """The end of a pause, or of an end: whoever holds the link reads the address's mail and asks again.

    False where another subscription with the same rhythm took its place. Safe to repeat.
    """
    row = _locked(subscription_id)
    if row.ended_at is not None and _has(row.address, row.rhythm):
        return False
    Subscription.objects.filter(pk=row.pk).update(
        ended_at=None, end_reason="", paused_at=None, confirmed_at=row.confirmed_at or now
    )
    carry_over(row)
    lift(row.address)
    return True


@transaction.atomic
def ask_move(subscription_id: int, address: str, now: datetime) -> None:
    """Ask the new address by mail; nothing changes before it is confirmed, and nobody learns whether it is known."""
    row = _locked(subscription_id)
    address = stored(address)
    lock_mailbox(address)
    if not unaskable(address):
        note(row, NoticeKind.MOVE, now, address)


def moving(token: str) -> Moving:
    """How the change of address of a link stands. Changes nothing. BadTokenError."""
    try:
        found = _move(*read_move(token))
    except OldTokenError:
        return Moving.OLD
    if found is None or found.subscription.ended_at is not None:
        return Moving.GONE
    if found.done_at is not None:
        return Moving.DONE
    return Moving.TAKEN if _has(found.address, found.subscription.rhythm) else Moving.WAITING


@transaction.atomic
def move(token: str, now: datetime) -> Moving:
    """The digest goes to the new address from here on, and the old one is told. Safe to repeat. BadTokenError."""
    state = moving(token)
    found = _move(*read_move(token)) if state is Moving.WAITING else None
    if found is None:
        return state
    lock_mailbox(found.address)
    row = _locked(found.subscription_id)
    if _has(found.address, row.rhythm):
        return Moving.TAKEN
    before = row.address
    Subscription.objects.filter(pk=row.pk).update(address=found.address, account=None)
    row.address = found.address
    carry_over(row)
    Notice.objects.filter(pk=found.pk).update(done_at=now)
    lift(found.address)
    note(row, NoticeKind.MOVED, now, before)
    return Moving.DONE


def _move(notice_id: int, address_print: str) -> Notice | None:
    moves = Notice.objects.filter(kind=NoticeKind.MOVE).select_related("subscription")
    found = moves.filter(pk=notice_id).first()
    return found if found and fingerprint(found.address) == address_print else None


def _has(address: str, rhythm: str) -> bool:
    running = Subscription.objects.filter(ended_at__isnull=True, rhythm=rhythm)
    return running.filter(address__iexact=address).exists()


def _locked(subscription_id: int) -> Subscription:
    """The row under its lock, which whoever sends takes too; its mailbox first, so that acts follow each other."""
    lock_mailbox(Subscription.objects.values_list("address", flat=True).get(pk=subscription_id))
    return Subscription.objects.select_for_update().get(pk=subscription_id)


__all__ = [
    "BadTokenError",
    "Moving",
    "OldTokenError",
    "adopt",
    "ask_move",
    "change",
    "go_on",
    "move",
    "moving",
    "pause",
]
