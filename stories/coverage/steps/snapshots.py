"""What the time machine shows: a story's counts and headline, kept whenever they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from stories.coverage.record import COUNTED
from stories.models import Coverage, CoverageSnapshot


def keep_snapshots(rows: Sequence[Coverage], titles: Mapping[int, str], now: datetime) -> int:
    """Write a snapshot of each row that differs from its story's last one; how many. Two queries.

    titles: story id -> its headline now.
    """
    theirs = CoverageSnapshot.objects.filter(story_id__in={row.story_id for row in rows})
    latest = theirs.order_by("story_id", "scheme_id", "-at").distinct("story_id", "scheme_id")
    last = {(row.story_id, row.scheme_id): (row.title, row.counts) for row in latest}
    fresh = [
        CoverageSnapshot(story_id=row.story_id, scheme_id=row.scheme_id, at=now, title=title, counts=counts)
        for row in rows
        for title, counts in [(titles[row.story_id], _kept(row))]
        if last.get((row.story_id, row.scheme_id)) != (title, counts)
    ]
    CoverageSnapshot.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["story", "scheme", "at"],
        update_fields=["title", "counts"],
        batch_size=500,
    )
    return len(fresh)


def _kept(row: Coverage) -> dict[str, Any]:
    counts = {name: getattr(row, name) for name in COUNTED}
    return {**counts, "buckets": row.buckets, "blindspot_side": row.blindspot_side}
