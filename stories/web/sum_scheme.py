"""A story counted on a scheme without sides, of which no coverage is kept: reckoned when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from stories.coverage.config import DEFAULT_CONFIG
from stories.coverage.counts import Counts, counts
from stories.coverage.record import distributions_record, inputs_record, numbers
from stories.coverage.shares import Display, display_of, percents
from stories.coverage.steps.load import load
from stories.models import Coverage, RatingScheme, Story
from stories.web.schemes import FIELDS, Axis, axis_from


def axis_of_scheme(scheme: RatingScheme) -> Axis:
    """The scheme as pages are read by it."""
    return axis_from({name: getattr(scheme, name) for name in FIELDS})


def reckoned(story: Story, scheme: RatingScheme, now: datetime) -> Coverage:
    """The story's coverage on the scheme at `now`, with its inputs and without a verdict; not saved. Two queries."""
    batch = load([story.pk], [scheme.slug])
    members = batch.members(story.pk, scheme.slug)
    found = counts(members)
    ratings = batch.ratings(story.pk, scheme.slug)
    removed = [row.article_id for row in batch.removed.get(story.pk, [])]
    return Coverage(
        story=story,
        scheme=scheme,
        **numbers(found),
        buckets=dict(found.by_bucket),
        shares=step_shares(scheme, found),
        distributions=distributions_record(found.seats),
        inputs=inputs_record(found, members, ratings, removed),
        revision=story.revision,
        configuration_hash=DEFAULT_CONFIG.hash,
        computed_at=now,
    )


def step_shares(scheme: RatingScheme, found: Counts) -> Mapping[str, Any]:
    """Percent per step over the outlets that stand on one, on how many, how it may be shown, and the leading step."""
    placed = dict(found.by_bucket)
    outlets = {str(bucket["key"]): placed.get(str(bucket["key"]), 0) for bucket in scheme.buckets}
    rated = sum(outlets.values())
    display = display_of(rated)
    leaders = [key for key, n in outlets.items() if n == max(outlets.values())]
    leads = len(leaders) == 1 and display is not Display.COUNTS
    return {
        "steps": dict(zip(outlets, percents(list(outlets.values())), strict=True)),
        "rated": rated,
        "display": display.value,
        "leader": leaders[0] if leads else None,
    }
