"""The blindspots page: stories that one side hardly covers, those that nearly are, and the base rates behind both."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.coverage.blindspot import BaseRate
from stories.coverage.config import DEFAULT_CONFIG
from stories.coverage.step import base_rates
from stories.finding import step as finding
from stories.models import RatingScheme
from stories.scales import RATED_SIDES, Side
from stories.web.cards import StoryCard, card, cards
from stories.web.lists import BlindspotBlock
from stories.web.wording import closed_percents, counted

PER_SIDE: Final = 12
NEAR_MISSES: Final = 9


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A story that misses the rule by one condition, in words."""

    card: StoryCard
    words: str


@dataclass(frozen=True, slots=True)
class Mix:
    """The usual share of each side here, over how many stories and days; enough: whether verdicts may rest on it."""

    words: str
    stories: str
    days: int
    enough: bool


@require_safe
def blindspots(request: HttpRequest) -> HttpResponse:
    """Blindspots by side, near misses, base rates."""
    now = datetime.now(UTC)
    blocks = tuple(
        BlindspotBlock(
            side.value, side.label, side.letter, cards(finding.blindspot_stories(side=side, limit=PER_SIDE), now)
        )
        for side in (Side.LEFT, Side.RIGHT)
    )
    near = tuple(
        NearMiss(card(row, now), closed_percents(str(row.blindspot.get("words", ""))))
        for row in finding.near_misses(limit=NEAR_MISSES)
    )
    mix = _mix(base_rates(RatingScheme.objects.get(slug="lean"), now))
    return render(request, "web/blindspots.html", {"blocks": blocks, "near": near, "mix": mix})


def _mix(base: BaseRate) -> Mix:
    words = ", ".join(f"{side} {base.of(side):.0%}" for side in RATED_SIDES) if base.seats else ""
    config = DEFAULT_CONFIG
    return Mix(
        words,
        counted(base.stories, "political story", "political stories"),
        config.base_rate_days,
        base.stories >= config.base_rate_min_stories,
    )
