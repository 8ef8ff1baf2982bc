"""Asking for digests: a row that gets nothing until whoever reads the address's mail confirms it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from stories.digests.addresses import domain_of
from stories.digests.asking import Wishes
from stories.digests.steps.carrying import carry_over
from stories.digests.steps.noting import lock_mailbox, note
from stories.digests.steps.suppressed import unaskable
from stories.models import Gift, NoticeKind, Subscription


@transaction.atomic
def ask(address: str, wishes: Wishes, now: datetime, *, gift: Gift | None = None) -> None:
    """Note the ask and a mail that asks back; says nothing, so that nobody learns which addresses are known.

    An ask that waits takes the newest wishes. A subscription that is there stays as it is: its settings link is mailed
    instead. To an address that bounced, complained or refused nothing is sent at all.
    """
    address = stored(address)
    lock_mailbox(address)
    if unaskable(address):
        return
    row = current(address, wishes.rhythm)
    if row is not None and row.confirmed_at is not None:
        note(row, NoticeKind.KNOWN, now)
        return
    note(_waiting(row, address, wishes, gift, now), NoticeKind.CONFIRM, now)


@transaction.atomic
def subscribe_account(account: Any, address: str, wishes: Wishes, now: datetime) -> Subscription:
    """The subscription of an account to its own verified address: at once, or as it is if there is one already."""
    address = stored(address)
    lock_mailbox(address)
    row = current(address, wishes.rhythm)
    if row is None or row.confirmed_at is None:
        row = _waiting(row, address, wishes, None, now)
        row.confirmed_at = now
        carry_over(row)
    row.account = account
    row.save(update_fields=["confirmed_at", "account"])
    return row


def current(address: str, rhythm: str) -> Subscription | None:
    """The one subscription of the address with this rhythm that has not ended, its row locked."""
    rows = Subscription.objects.select_for_update().filter(ended_at__isnull=True, rhythm=rhythm)
    return rows.filter(address__iexact=address).first()


def stored(address: str) -> str:
    """The address as it is kept: as it was typed, its domain in ASCII and small letters."""
    address = address.strip()
    return f"{address.rpartition('@')[0]}@{domain_of(address)}"


def _waiting(row: Subscription | None, address: str, wishes: Wishes, gift: Gift | None, now: datetime) -> Subscription:
    columns = wishes.columns() | {"gift": gift}
    if row is None:
        return Subscription.objects.create(address=address, created_at=now, **columns)
    for name, value in columns.items():
        setattr(row, name, value)
    row.created_at = now
    row.save()
    return row
