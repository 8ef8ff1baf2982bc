"""Coverage over time as a small picture: articles per span of hours, stacked by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import Final

from django.utils.translation import ngettext

from stories.coverage.members import Member
from stories.coverage.timeline import starts
from stories.web.schemes import Axis, house, unrated
from stories.web.story_rows import ArticleRow, members
from stories.web.wording import day_and_time, number

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


def timeline(
    rows: Sequence[ArticleRow], axis: Axis | None = None, counted: Sequence[Member] | None = None
) -> Timeline | None:
    """The picture of a story's articles; None for so few, or all within one hour.

    axis: the scheme that the rows were read on, the house scheme if None; counted: the rows as coverage counts them,
    where that is known already.
    """
    axis = axis or house()
    if len(rows) < LEAST_ARTICLES:
        return None
    hours = starts(counted or members(rows))
    if len(set(hours)) < 2:
        return None
    first, last = min(hours), max(hours)
    span = _span(last - first)
    groups = {group.key: place for place, group in enumerate((*axis.groups, unrated()))}
    colours = [*(group.css for group in axis.groups), unrated().css]
    places = [groups[axis.key(row.lean, row.side)] for row in rows]
    stacks = _stacks([(hour - first) // span for hour in hours], places, len(groups))
    most = max(sum(stack) for stack in stacks)
    busiest = next(i for i, stack in enumerate(stacks) if sum(stack) == most)
    end = day_and_time(last + timedelta(hours=1))
    # Translators: the coverage of a story over time; hours is how long each bar of the picture is.
    words = ngettext(
        "%(articles)s articles from %(start)s to %(end)s UTC; the most, %(most)s, in the hour from %(busiest)s.",
        "%(articles)s articles from %(start)s to %(end)s UTC; the most, %(most)s, in the %(hours)s hours from "
        "%(busiest)s.",
        span // timedelta(hours=1),
    ) % {
        "articles": number(len(rows)),
        "start": day_and_time(first),
        "end": end,
        "most": number(most),
        "hours": number(span // timedelta(hours=1)),
        "busiest": day_and_time(first + busiest * span),
    }
    blocks = tuple(block for i, stack in enumerate(stacks) for block in _blocks(i, len(stacks), stack, most, colours))
    return Timeline(blocks, day_and_time(first), end, words)


def _span(whole: timedelta) -> timedelta:
    """Hours per bar, so that there are at most as many as can be told apart."""
    hours = next((n for n in SPAN_HOURS if whole <= timedelta(hours=n * (MOST_SPANS - 1))), SPAN_HOURS[-1])
    return timedelta(hours=hours)


def _stacks(spans: Sequence[int], places: Sequence[int], groups: int) -> list[list[int]]:
    """Articles per span and group; empty spans are kept, as gaps. spans, places: of each article."""
    stacks = [[0] * groups for _span in range(max(spans) + 1)]
    for span, place in zip(spans, places, strict=True):
        stacks[span][place] += 1
    return stacks


def _blocks(place: int, spans: int, stack: Sequence[int], most: int, colours: Sequence[str]) -> list[Block]:
    tops = accumulate(stack)
    return [
        Block(
            side=colour,
            x=f"{100 * place / spans:.2f}%",
            y=f"{100 * (1 - top / most):.2f}%",
            width=f"{min(100 / spans, 12):.2f}%",
            height=f"{100 * n / most:.2f}%",
        )
        for colour, n, top in zip(colours, stack, tops, strict=True)
        if n
    ]
