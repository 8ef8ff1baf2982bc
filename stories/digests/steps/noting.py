"""Single mails that somebody's act asks for, noted as rows: one per mailbox a day, however often it is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils.translation import get_language

from stories.digests.steps.suppressed import mailbox_key
from stories.models import Notice, NoticeKind, Subscription

ONE_PER: Final = timedelta(hours=24)


def lock_mailbox(address: str) -> None:
    """Acts about one mailbox follow each other, until the transaction ends."""
    number = int(mailbox_key(address)[:15], 16)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def note(subscription: Subscription, kind: NoticeKind, now: datetime, address: str = "") -> Notice | None:
    """A mail to be sent, None where its mailbox had one in the last day; call it with the mailbox locked.

    address: where it goes, else to the subscription's. What only tells of a change that was made is always sent.
    """
    address = address or subscription.address
    key = mailbox_key(address)
    lately = Notice.objects.filter(mailbox_key=key, created_at__gt=now - ONE_PER).exclude(kind=NoticeKind.MOVED)
    if kind != NoticeKind.MOVED and lately.exists():
        return None
    return Notice.objects.create(
        subscription=subscription,
        kind=kind,
        address=address,
        mailbox_key=key,
        language=get_language() or subscription.language,
        due_at=now,
        created_at=now,
    )
