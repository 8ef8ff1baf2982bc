"""Giving a digest: a link that its giver passes on; we mail nobody who hasn't asked."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q, QuerySet

from stories.digests.asking import trimmed
from stories.digests.gifts import GIFTS_A_DAY, MOST_DAYS, MOST_TAKERS, names_a_link, plain_message
from stories.models import Gift

CODE_BYTES: Final = 12  # 96 bits: nobody guesses one


class TooManyGiftsError(Exception):
    """The account has given enough for a day."""


class LinkInMessageError(Exception):
    """The message leads elsewhere."""


@transaction.atomic
def give(
    account: Any, now: datetime, *, message: str, limit: int, days: int, rhythm: str, choices: dict[str, list[Any]]
) -> Gift:
    """A gift of the account, which it may pass on. TooManyGiftsError, LinkInMessageError."""
    words = plain_message(message)
    if names_a_link(words):
        raise LinkInMessageError
    get_user_model().objects.select_for_update().get(pk=account.pk)  # two at once count one after the other
    if Gift.objects.filter(giver=account, created_at__gt=now - timedelta(days=1)).count() >= GIFTS_A_DAY:
        raise TooManyGiftsError
    return Gift.objects.create(
        code=secrets.token_urlsafe(CODE_BYTES),
        giver=account,
        message=words,
        limit=min(max(limit, 1), MOST_TAKERS),
        ends_at=now + timedelta(days=min(max(days, 1), MOST_DAYS)),
        rhythm=rhythm,
        choices=trimmed(choices),
        created_at=now,
    )


def open_gift(code: str, now: datetime) -> Gift | None:
    """The gift of a code while it lasts: not ended, not taken by as many as it was for."""
    lasting = Q(taken__lt=F("limit")) & (Q(ends_at__isnull=True) | Q(ends_at__gt=now))
    return Gift.objects.filter(lasting, code=code).first() if code.isascii() and len(code) <= 64 else None


def given_by(account: Any) -> QuerySet[Gift]:
    """The gifts of an account, the newest first: how often each was taken, never by whom."""
    return Gift.objects.filter(giver=account).order_by("-pk")


def end(account: Any, gift_id: int, now: datetime) -> bool:
    """End a gift of the account's own; whether there was one. Who has taken it keeps the digest."""
    return bool(Gift.objects.filter(pk=gift_id, giver=account).update(ends_at=now))
