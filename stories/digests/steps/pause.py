"""All digests stopped by an editor, and on again: whoever was in the middle goes on where it was."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from stories.models import MailPause


def in_force() -> MailPause | None:
    """The pause, if there is one."""
    return MailPause.objects.filter(ended_at__isnull=True).first()


def pause(actor_label: str, reason: str, now: datetime) -> bool:
    """Whether this stopped the digests; False where they were stopped already.

    A mail whose handing over has begun still goes out; no other does.
    """
    try:
        with transaction.atomic():
            MailPause.objects.create(actor_label=actor_label, reason=reason, created_at=now)
    except IntegrityError:
        return False
    return True


def resume(now: datetime, why: str = "") -> bool:
    """Whether this ended a pause; why: kept below the pause's own reason."""
    reason = Concat(F("reason"), Value(f"\n{why}")) if why else F("reason")
    return bool(MailPause.objects.filter(ended_at__isnull=True).update(ended_at=now, reason=reason))
