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
from stories.web.hidden import without_hidden
from stories.web.lists import BlindspotBlock
from stories.web.recolour import recoloured
from stories.web.schemes import read_by
from stories.web.verdicts import sentence
from stories.web.vocabulary import side_label, side_letter
from stories.web.wording import percent, political_stories

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
            side.value,
            side_label(side),
            side_letter(side),
            cards(finding.blindspot_stories(side=side, limit=PER_SIDE), now),
        )
        for side in (Side.LEFT, Side.RIGHT)
    )
    near = tuple(NearMiss(card(row, now), sentence(row.blindspot)) for row in finding.near_misses(limit=NEAR_MISSES))
    mix = _mix(base_rates(RatingScheme.objects.get(slug="lean"), now))
    axis, schemes = read_by(request)
    (blocks, near), hiding = without_hidden(request, recoloured((blocks, near), axis))
    context = {"blocks": blocks, "near": near, "mix": mix, "schemes": schemes, "hiding": hiding}
    return render(request, "web/blindspots.html", context)


def _mix(base: BaseRate) -> Mix:
    shares = (f"{side_label(side, within=True)} {percent(base.of(side))}" for side in RATED_SIDES)
    config = DEFAULT_CONFIG
    return Mix(
        ", ".join(shares) if base.seats else "",
        political_stories(base.stories),
        config.base_rate_days,
        base.stories >= config.base_rate_min_stories,
    )
