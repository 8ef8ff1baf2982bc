"""Coverage over time as a small picture: articles per span of hours, stacked by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Final

from stories.coverage.timeline import Hour, per_hour
from stories.scales import Side
from stories.web.story_rows import ArticleRow, members

LEAST_ARTICLES: Final = 4  # fewer make no picture
MOST_SPANS: Final = 36
SPAN_HOURS: Final = (1, 2, 3, 6, 12, 24, 48, 96, 168)


@dataclass(frozen=True, slots=True)
class Block:
    """One side's articles in one span: a rectangle in percent of the picture as SVG wants it."""

    side: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, its two ends in words, and all of it in words."""

    blocks: tuple[Block, ...]
    start: str
    end: str
    words: str


def timeline(rows: Sequence[ArticleRow]) -> Timeline | None:
    """The picture of a story's articles; None for so few, or all within one hour."""
    hours = per_hour(members(rows))
    if len(rows) < LEAST_ARTICLES or len(hours) < 2:
        return None
    first, last = hours[0].start, hours[-1].start
    span = _span(last - first)
    stacks = _stacks(hours, first, span)
    most = max(sum(stack) for stack in stacks)
    busiest = next(i for i, stack in enumerate(stacks) if sum(stack) == most)
    within = "hour" if span == timedelta(hours=1) else f"{span // timedelta(hours=1)} hours"
    words = (
        f"{len(rows)} articles from {_time(first)} to {_time(last + timedelta(hours=1))} UTC; "
        f"the most, {most}, in the {within} from {_time(first + busiest * span)}."
    )
    blocks = tuple(block for i, stack in enumerate(stacks) for block in _blocks(i, len(stacks), stack, most))
    return Timeline(blocks, _time(first), _time(last + timedelta(hours=1)), words)


def _span(whole: timedelta) -> timedelta:
    """Hours per bar, so that there are at most as many as can be told apart."""
    hours = next((n for n in SPAN_HOURS if whole <= timedelta(hours=n * (MOST_SPANS - 1))), SPAN_HOURS[-1])
    return timedelta(hours=hours)


def _stacks(hours: Sequence[Hour], first: datetime, span: timedelta) -> list[list[int]]:
    """Articles per span and side, in the order of Side; empty spans are kept, as gaps."""
    stacks = [[0] * len(Side) for _ in range((hours[-1].start - first) // span + 1)]
    for hour in hours:
        stack = stacks[(hour.start - first) // span]
        for place, n in enumerate((hour.left, hour.center, hour.right, hour.unrated)):
            stack[place] += n
    return stacks


def _blocks(place: int, spans: int, stack: Sequence[int], most: int) -> list[Block]:
    tops = accumulate(stack)
    return [
        Block(
            side=side.value,
            x=f"{100 * place / spans:.2f}%",
            y=f"{100 * (1 - top / most):.2f}%",
            width=f"{min(100 / spans, 12):.2f}%",
            height=f"{100 * n / most:.2f}%",
        )
        for side, n, top in zip(Side, stack, tops, strict=True)
        if n
    ]


def _time(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{at.day} {at:%b %H:%M}"
