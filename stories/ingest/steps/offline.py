"""Told from each other: a site that can't be reached, and a machine whose own network is down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from stories.models import Feed

UNREACHED: Final = frozenset({"dns", "connection", "timeout"})
OFFLINE: Final = "offline"
LOOKED_BACK: Final = timedelta(minutes=10)
OUTLETS_NEEDED: Final = 5  # of which none could be reached: fewer may well be down at once
WORDS: Final = "No site could be reached from here: this machine's own network seems to be down."


def nobody_answers(outlet_id: int, now: datetime) -> bool:
    """Whether all visits of the last minutes, to several outlets besides this one, reached nobody."""
    others = Feed.objects.exclude(outlet=outlet_id).filter(last_visit_at__gt=now - LOOKED_BACK)
    if others.exclude(error_kind__in=[*UNREACHED, OFFLINE]).exists():
        return False
    return others.order_by().values("outlet").distinct().count() >= OUTLETS_NEEDED


def wait(feed: Feed, now: datetime, delay: timedelta) -> None:
    """Note that it is not the feed's doing: no failure is counted, and it is tried again before long."""
    Feed.objects.filter(pk=feed.pk).update(
        error_kind=OFFLINE, error_words=WORDS, last_visit_at=now, next_visit_at=now + delay, leased_until=None
    )
