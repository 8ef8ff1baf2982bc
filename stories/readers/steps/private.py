"""Private feeds as rows: an address per kind, of which only the token's hash is kept."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from stories.models import PrivateFeed
from stories.readers.private import BYTES, is_token, token_hash


def make(account_id: int, kind: str, now: datetime) -> str:
    """A new token of the kind, told this once; the former address ends."""
    token = secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        revoke(account_id, kind, now)
        PrivateFeed.objects.create(account_id=account_id, kind=kind, token_hash=token_hash(token))
    return token


def revoke(account_id: int, kind: str, now: datetime) -> None:
    """The address leads nowhere any more. Safe to repeat."""
    PrivateFeed.objects.filter(account_id=account_id, kind=kind, revoked_at=None).update(revoked_at=now)


def feeds_of(account_id: int) -> dict[str, datetime]:
    """Kind -> since when it has an address."""
    rows = PrivateFeed.objects.filter(account_id=account_id, revoked_at=None)
    return dict(rows.values_list("kind", "created_at"))


def feed_of_token(token: str) -> PrivateFeed | None:
    """The feed that the token opens; None for one that was revoked or never was, or whose account is shut."""
    if not is_token(token):
        return None
    rows = PrivateFeed.objects.filter(token_hash=token_hash(token), revoked_at=None, account__is_active=True)
    return rows.first()
