"""Lanes that wait, as rows: every worker sees them, and the desk says why."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from stories.digests.lanes import SOUND_AFTER, Lane, pause_after
from stories.digests.steps.claim import RELAY
from stories.models import MailDomain

RELAY_PAUSE: Final = timedelta(minutes=1)
FORGOTTEN_AFTER: Final = timedelta(days=2)


def in_trouble() -> frozenset[str]:
    """The domains with a row of trouble, past or present, and our own relay if it is one of them."""
    return frozenset(MailDomain.objects.values_list("domain", flat=True))


def note_result(domain: str, lane: Lane, words: str, now: datetime, known: Container[str]) -> Lane | None:
    """The lane as it goes on; None where it rests from here on, and begins as a suspect.

    known: what `in_trouble` said at the round's beginning, so that sound lanes ask nothing.
    """
    if lane.is_in_trouble and not lane.taken:
        row, _made = MailDomain.objects.get_or_create(domain=domain)
        MailDomain.objects.filter(pk=row.pk).update(
            failures=F("failures") + 1, slowed_until=now + pause_after(row.failures + 1), reason=words
        )
        return None
    if lane.taken and RELAY in known:
        MailDomain.objects.filter(domain=RELAY).delete()
    if lane.taken >= SOUND_AFTER and domain in known:
        MailDomain.objects.filter(domain=domain).delete()
    return lane


def forget_old_trouble(now: datetime) -> None:
    """A lane that nothing went through since its pause is like any other."""
    MailDomain.objects.filter(slowed_until__lt=now - FORGOTTEN_AFTER).delete()


def note_relay_down(words: str, now: datetime) -> None:
    """Nothing leaves for a minute; it is nobody's failure but ours, so no delivery counts it."""
    values = {"slowed_until": now + RELAY_PAUSE, "reason": words[:500]}
    MailDomain.objects.update_or_create(domain=RELAY, defaults=values)
