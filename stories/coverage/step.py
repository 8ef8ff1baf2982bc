"""Stories counted, and their counts written: one row per story and scheme, and a snapshot when it changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from stories.coverage.blindspot import BaseRate, blindspot
from stories.coverage.config import DEFAULT_CONFIG, CoverageConfig
from stories.coverage.counts import counts
from stories.coverage.record import (
    COUNTED,
    blind_side,
    blindspot_record,
    distributions_record,
    inputs_record,
    numbers,
    shares_record,
)
from stories.coverage.steps.base_rates import base_rates, daily_seats
from stories.coverage.steps.breaches import breaches
from stories.coverage.steps.load import Batch, load
from stories.coverage.steps.originals import attach_copies
from stories.coverage.steps.snapshots import keep_snapshots
from stories.coverage.steps.standings import refresh_standings, refresh_turned
from stories.coverage.steps.troubles import healed, put_off
from stories.coverage.steps.verdicts import refresh_verdicts
from stories.models import CountingTrouble, Coverage, RatingScheme, Story, StoryState

BATCH: Final = 100  # stories in one transaction
_WRITTEN: Final = (
    *COUNTED,
    "buckets",
    "shares",
    "blindspot_side",
    "blindspot",
    "distributions",
    "inputs",
    "configuration_hash",
    "revision",
    "computed_at",
)


def recount_due(now: datetime, *, config: CoverageConfig = DEFAULT_CONFIG) -> int:
    """Count a batch of the stories whose counts are behind, the latest first; how many, 0 when none was left.

    Stories that another worker is counting are passed over. When nothing is behind any more, verdicts whose base
    rate has moved since are worked out again.
    """
    with transaction.atomic():
        ids = _claimed(Story.objects.uncounted(), now) or _claimed(_otherwise_configured(config), now)
        done = _recount(ids, now, config)
    if not done:
        refresh_verdicts(now, config)
    return done


def recount(story_ids: Iterable[int], now: datetime, *, config: CoverageConfig = DEFAULT_CONFIG) -> int:
    """Count these stories whether behind or not; how many were. A merged story has no counts. Safe to repeat."""
    ids = sorted(set(story_ids))
    done = 0
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            wanted = Story.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk")
            locked = list(wanted.select_for_update(no_key=True).values_list("pk", flat=True))
            done += _recount(locked, now, config)
    return done


def due_ids(now: datetime, *, config: CoverageConfig = DEFAULT_CONFIG) -> list[int]:
    """What the next `recount_due` would count, not locked: for counting one by one after a batch has failed."""
    with transaction.atomic():
        return _claimed(Story.objects.uncounted(), now) or _claimed(_otherwise_configured(config), now)


def _claimed(stories: QuerySet[Story], now: datetime) -> list[int]:
    """The first of the stories, locked against being counted twice at once; new articles may join meanwhile."""
    resting = CountingTrouble.objects.resting(now)
    free = stories.exclude(pk__in=resting.values("story")).order_by("-last_at", "pk")
    free = free.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return list(free.values_list("pk", flat=True)[:BATCH])


def _otherwise_configured(config: CoverageConfig) -> QuerySet[Story]:
    """Stories counted with other thresholds than these."""
    # Of a scheme that lost its sides nothing is counted anew: its rows would be found for ever.
    other = Coverage.objects.filter(story=OuterRef("pk"), scheme__has_sides=True).exclude(
        configuration_hash=config.hash
    )
    return Story.objects.exclude(state=StoryState.MERGED).filter(Exists(other))


def _recount(story_ids: list[int], now: datetime, config: CoverageConfig) -> int:
    """Count locked stories; the caller's transaction holds them."""
    schemes = list(RatingScheme.objects.filter(has_sides=True)) if story_ids else []
    if not schemes:
        return 0
    # The revision is read before the articles: one that joins meanwhile raises it, and the story is counted again.
    stories = list(Story.objects.filter(pk__in=story_ids).defer("vector_sum").order_by("pk"))
    live = [story for story in stories if story.state != StoryState.MERGED]
    Coverage.objects.filter(story__in=[story for story in stories if story.state == StoryState.MERGED]).delete()
    batch = load([story.pk for story in live], [scheme.slug for scheme in schemes])
    attach_copies([batch.members(story.pk, schemes[0].slug) for story in live], config.same_text_jaccard)
    for scheme in schemes:
        seats = daily_seats(scheme, [story.last_at or now for story in live], now, config)
        rows = [_row(story, scheme, batch, seats.at(story.last_at or now), config) for story in live]
        for row in rows:
            row.computed_at = now
        Coverage.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["story", "scheme"],
            update_fields=_WRITTEN,
        )
        keep_snapshots(rows, {story.pk: story.title for story in live}, now)
    healed(story_ids)
    return len(stories)


def _row(story: Story, scheme: RatingScheme, batch: Batch, base: BaseRate, config: CoverageConfig) -> Coverage:
    """The story's unsaved coverage on the scheme."""
    members = batch.members(story.pk, scheme.slug)
    found = counts(members, config)
    verdict = blindspot_record(
        blindspot(found.left, found.center, found.right, section=story.section, base=base, config=config)
    )
    return Coverage(
        story=story,
        scheme=scheme,
        **numbers(found),
        buckets=dict(found.by_bucket),
        shares=shares_record(found, config),
        blindspot=verdict,
        blindspot_side=blind_side(verdict),
        distributions=distributions_record(found.seats),
        inputs=inputs_record(
            found,
            members,
            batch.ratings(story.pk, scheme.slug),
            [row.article_id for row in batch.removed.get(story.pk, [])],
        ),
        configuration_hash=config.hash,
        revision=story.revision,
    )


__all__ = [
    "base_rates",
    "breaches",
    "due_ids",
    "put_off",
    "recount",
    "recount_due",
    "refresh_standings",
    "refresh_turned",
    "refresh_verdicts",
]
