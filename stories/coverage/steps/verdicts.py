"""Blindspot verdicts that rest on a base rate which has moved since they were given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from stories.coverage.blindspot import BaseRate, blindspot
from stories.coverage.config import CoverageConfig
from stories.coverage.record import blind_side, blindspot_record
from stories.coverage.steps.base_rates import DailySeats, daily_seats, political
from stories.coverage.steps.snapshots import keep_snapshots
from stories.models import Coverage, RatingScheme
from stories.scales import RATED_SIDES

MOVED: Final = 0.01  # a base rate shown to the reader is renewed when it is a point off
JUST_COUNTED: Final = timedelta(days=1)  # an archive's stories are old and new to us: they settle within a day


def refresh_verdicts(now: datetime, config: CoverageConfig) -> int:
    """Work out again the verdicts of political stories whose base rate has moved; how many rows were rewritten.

    A story counted before its neighbours, as in an import, had no base rate to be held against.
    """
    return sum(_refresh(scheme, now, config) for scheme in RatingScheme.objects.filter(has_sides=True))


def _refresh(scheme: RatingScheme, now: datetime, config: CoverageConfig) -> int:
    rows = list(_recent(scheme, now, config))
    if not rows:
        return 0
    seats = daily_seats(scheme, [row.story.last_at or now for row in rows], now, config)
    ids = [row.pk for row in _moved(rows, seats, now, config)]
    if not ids:  # mostly: so no row is locked for nothing
        return 0
    with transaction.atomic():
        free = _recent(scheme, now, config).filter(pk__in=ids).order_by("pk")
        locked = list(free.select_for_update(skip_locked=True, no_key=True, of=("self",)))
        moved = list(_moved(locked, seats, now, config))
        Coverage.objects.bulk_update(moved, ["blindspot", "blindspot_side"], batch_size=500)
        keep_snapshots(moved, {row.story_id: row.story.title for row in moved}, now)
    return len(moved)


def _recent(scheme: RatingScheme, now: datetime, config: CoverageConfig) -> QuerySet[Coverage]:
    recent = Q(story__last_at__gt=now - timedelta(days=config.base_rate_days)) | Q(computed_at__gt=now - JUST_COUNTED)
    return (
        political(scheme)
        .annotate(rated=F("left") + F("center") + F("right"))
        .filter(recent, rated__gte=config.blindspot_min_rated // 2)
        .select_related("story")
        .defer("inputs", "distributions", "shares", "story__vector_sum")
    )


def _moved(rows: Sequence[Coverage], seats: DailySeats, now: datetime, config: CoverageConfig) -> Iterator[Coverage]:
    """The rows with a verdict or a base rate that is no longer what is stored, set to what it is now."""
    for row in rows:
        base = seats.at(row.story.last_at or now)
        found = blindspot(row.left, row.center, row.right, section=row.story.section, base=base, config=config)
        record = blindspot_record(found)
        before = row.blindspot
        same = before.get("verdict") == record["verdict"] and before.get("side") == record["side"]
        if not same or _differ(before.get("base") or {}, base):
            row.blindspot, row.blindspot_side = record, blind_side(record)
            yield row


def _differ(stored: Mapping[str, Any], base: BaseRate) -> bool:
    if not stored:
        return True
    before = BaseRate(**stored)
    return any(abs(before.of(side) - base.of(side)) >= MOVED for side in RATED_SIDES)
