"""Articles that join a story while a page of it is open: placed and counted as the steps do it."""

from __future__ import annotations

from datetime import timedelta

from stories.clustering.steps.summing import sum_up
from stories.models import Article, Membership, Story
from stories.scales import Lean
from tests import make
from tests.web.rows import article, counted


def settled(story: Story) -> Story:
    """The story as if all its articles had been placed at its last change."""
    Membership.objects.filter(story=story).update(placed_at=story.changed_at)
    return story


def joins(story: Story, *, minutes: int, lean: Lean = Lean.RIGHT) -> Article:
    """An article of an outlet that is new to the story, placed so many minutes after NOW."""
    at = make.NOW + timedelta(minutes=minutes)
    row = article(make.outlet(lean=lean), first_seen_at=at)
    make.member(story, row, placed_at=at)
    sum_up([story.pk], at)
    counted(story)
    return row
